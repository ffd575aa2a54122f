import { taskFromText } from '../../formats/task-text.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { startOrGoOn } from './start-run.js';

/** `millstone --task "..."`: one task from start to finish. Returns the exit code. */
export const taskCommand = (request: RequestOf<'task'>, host: Host, leave: (exit: number) => void): Promise<number> =>
  startOrGoOn({ kind: 'task', task: taskFromText(request.text) }, request, host, leave);

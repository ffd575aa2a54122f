import type { Task } from '../../domain/task.js';
import { taskFromText } from '../../formats/task-text.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { startOrGoOn, type Wanted } from './start-run.js';

/** `millstone --task "..."`: one task from start to finish. Returns the exit code. */
export const taskCommand = (request: RequestOf<'task'>, host: Host, leave: (exit: number) => void): Promise<number> =>
  startOrGoOn(wantedTask(taskFromText(request.text)), request, host, leave);

const wantedTask = (task: Task): Wanted => ({
  is: (work) => work.kind === 'task' && work.task.raw === task.raw,
  by: () => ({ kind: 'task', task }),
});

import { join } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { laterState } from '../../adapters/state/original-state.js';
import { damagedRun, unfinishedRun } from '../../adapters/state/past-runs.js';
import { tasklistPath } from '../../config/artifact-paths.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { readTasklist } from '../../formats/tasklist.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { dryRun } from './dry-run.js';
import type { Refusal } from './end-run.js';
import { folderAt, loadedAt, placeOf } from './place.js';
import { wouldDo } from './would-do.js';

type Asked = Question<RequestOf<'continue'>>;

/** `--continue --dry-run`: which run would go on, or be given up. */
export const dryRunContinueCommand = (
  request: RequestOf<'continue'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> => answered(request, host, leave, preview);

async function preview(asked: Asked): Promise<Result<Answer, Halt | Refusal>> {
  const place = await placeOf(asked);
  if (!place.ok) return place;
  const folder = await folderAt(place.value);
  if (!folder.ok) return folder;
  const { abort } = asked.request;
  const damaged = abort ? await damagedRun(place.value.layout) : null;
  if (damaged !== null)
    return ok(wouldDo('continue', [`The run ${damaged.run}, whose journal is damaged, would be given up.`]));
  const later = abort ? null : await laterState(place.value.layout.state, nodeFiles);
  if (later !== null) return err(later);
  const found = await unfinishedRun(place.value.layout);
  if (!found.ok) return found;
  const past = found.value;
  if (past !== null) {
    const { life } = past.checkpoint;
    const stopped = life.kind === 'halted' ? ` It had stopped: ${life.line.says}` : ' It died without a word.';
    const how = abort ? 'be given up; its files would stay, and a copy of them be parked' : 'go on where it stopped';
    return ok(wouldDo('continue', [`The run ${past.run} ("${runTitle(past.checkpoint)}") would ${how}.${stopped}`]));
  }
  const nothing = 'There is no unfinished run.';
  if (abort || !(await somethingPending(asked))) return ok(wouldDo('continue', [`${nothing} Nothing would be done.`]));
  const { request } = asked;
  return dryRun({ ...asked, request: { ...request, kind: 'worklist', clearStop: true } }, [
    `${nothing} The tasklist would be worked through:`,
  ]);
}

async function somethingPending(asked: Asked): Promise<boolean> {
  const place = await placeOf(asked);
  if (!place.ok) return false;
  const loaded = await loadedAt(place.value);
  const path = loaded.ok ? tasklistPath(loaded.value, asked.request.flags) : null;
  // What is wrong with the settings is told by the run that would begin.
  if (path === null || !path.ok) return true;
  const text = await nodeFiles.read(join(place.value.located.top, path.value.path));
  return !text.ok || readTasklist(text.value ?? '').entries.some(({ done }) => !done);
}

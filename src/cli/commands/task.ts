import { nodeFiles } from '../../adapters/files/node-files.js';
import { newestRun } from '../../adapters/state/past-runs.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { taskFromText } from '../../formats/task-text.js';
import type { TaskDone } from '../../loops/task/run-task.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { continueRun } from './continue-run.js';
import { framed, type WatchedRun } from './frame.js';
import { openRun } from './open-run.js';
import { runOpened } from './run-opened.js';
import { atSite, type FindRun, type Site } from './site.js';
import { checkSurroundings } from './surroundings.js';

/** `millstone --task "..."`: one task from start to finish. Returns the exit code. */
export const taskCommand = (request: RequestOf<'task'>, host: Host, leave: (exit: number) => void): Promise<number> =>
  framed(request, host, leave, (run) =>
    atSite(run, died(request), (watched, site) =>
      site.past === null ? startRun(watched, site, request) : continueRun(watched, site, site.past),
    ),
  );

/** The same command typed again takes up a run that died; one that halted waits for a word of its own (L19). */
const died =
  ({ text }: RequestOf<'task'>): FindRun =>
  async (layout) => {
    const newest = await newestRun(layout);
    // A journal that cannot be read is no reason not to begin anew.
    if (!newest.ok || newest.value === null) return ok(null);
    const { life, plan } = newest.value.checkpoint;
    return ok(life.kind === 'open' && plan.task.raw === taskFromText(text).raw ? newest.value : null);
  };

async function startRun(run: WatchedRun, site: Site, request: RequestOf<'task'>): Promise<Result<TaskDone, Halt>> {
  const { repository, layout, prepared } = site;
  const facts = await repository.start(run.signal);
  if (!facts.ok) return facts;
  const stop = stopFile(layout.stopFile, nodeFiles);
  const { allowDirty } = prepared.settings;
  const newest = facts.value.dirty.length > 0 && !allowDirty ? await newestRun(layout) : ok(null);
  const unfinished = newest.ok && newest.value !== null && newest.value.checkpoint.life.kind !== 'closed';
  const asked = { clearStop: request.clearStop, allowDirty, unfinished };
  const free = await checkSurroundings(facts.value, prepared.settings, stop, asked, run.host);
  if (!free.ok) return free;
  const task = taskFromText(request.text);
  const opened = await openRun(run, { ...site, task, facts: facts.value, going: null });
  return opened.ok ? runOpened(opened.value, task, facts.value, repository) : opened;
}

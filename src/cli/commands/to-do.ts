import { artifactsAt } from '../../adapters/artifacts/file/artifacts.js';
import { listInFile } from '../../adapters/artifacts/file/task-list.js';
import type { Git } from '../../adapters/git/git.js';
import type { Halt } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { recall } from '../../domain/recall.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { RunContext } from '../../loops/context.js';
import { runOuter } from '../../loops/pipeline/run-outer.js';
import { runTask } from '../../loops/task/run-task.js';
import { runWorklist } from '../../loops/worklist/run-worklist.js';
import type { SoftStop } from '../../ports/soft-stop.js';
import type { TaskList } from '../../ports/task-list.js';
import { ownStagesAt } from '../own-stages.js';
import { listToLand, listToPlan } from '../parallel/list-to-land.js';
import type { Ready } from './ready.js';
import type { RunParts } from './run-parts.js';

/** The loop that a run is for, and the list it works on. */
export interface ToDo {
  /** Null for a task that was given in words. */
  readonly list: TaskList | null;
  /** What a person should know about it. */
  readonly notices: readonly Notice[];
  readonly run: (parts: RunParts, ctx: RunContext) => Promise<Result<RunDone, Halt>>;
}

/** Gets ready what the run's loop works on. */
export async function toDo(git: Git, ready: Ready, stop: SoftStop, signal: AbortSignal): Promise<Result<ToDo, Halt>> {
  const { work, located, prepared, files, going } = ready;
  if (work.kind === 'task')
    return ok({ list: null, notices: [], run: ({ deps }, ctx) => runTask(work.task, deps, ctx) });
  // A run that halted has put the list in order; what differs since then is not the author's.
  const editedByHand = going?.checkpoint.life.kind === 'halted';
  const places = { file: prepared.settings.tasklist, kept: files.tasklist, editedByHand };
  const found = await listInFile(git, located.top, places, signal);
  if (!found.ok) return found;
  const { list, uncommitted } = found.value;
  const notices: readonly Notice[] =
    uncommitted && going === null ? [{ kind: 'tasklist-uncommitted', file: list.file }] : [];
  const { base, died } = ready;
  if (base !== null && work.kind === 'worklist') {
    const toLand = listToLand(found.value);
    if (!toLand.ok) return toLand;
    const atOnce: ToDo['run'] = async (parts, ctx) => {
      const { parallelRun } = await import('../parallel/parallel-run.js');
      return parallelRun({ ...parts, list, softStop: stop, base, died, round: null }, ctx);
    };
    return ok({ list, notices, run: atOnce });
  }
  if (work.kind === 'worklist')
    return ok({ list, notices, run: ({ deps }, ctx) => runWorklist({ ...deps, list, softStop: stop }, ctx) });
  const planned = base === null || going !== null ? ok(list) : await listToPlan(list, ready.facts.dirty);
  if (!planned.ok) return planned;
  const artifacts = artifactsAt(located.top, prepared.settings, files);
  const moreCycles = going === null ? 0 : recall(going.entries).moreCycles + going.checkpoint.moreCycles;
  const placesBefore = going === null ? 0 : going.checkpoint.ended.length;
  const outer = { artifacts, chain: work.chain, moreCycles, placesBefore, softStop: stop };
  const walk: ToDo['run'] = async (parts, ctx) => {
    const known = base === null ? null : { git, base, softStop: stop, died };
    const atOnce = known === null ? null : (await import('../parallel/stage-round.js')).stageRound(parts, known);
    const starting = { ...parts.run, run: parts.run.watched, runId: parts.run.reporting.run };
    const ownStages = ownStagesAt(starting, located.top, prepared.settings);
    return runOuter({ ...parts.deps, ...outer, list, atOnce, ownStages }, ctx);
  };
  return ok({ list, notices, run: walk });
}

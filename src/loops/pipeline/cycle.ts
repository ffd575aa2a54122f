import * as z from 'zod';
import { link } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import { type Handoff, handoff } from '../../domain/handoff.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { type Triaged, triaged } from '../../domain/triaged.js';
import { openGoals, readRoadmap } from '../../formats/roadmap.js';
import { withOwnStages } from '../../policy/own-stages.js';
import { triage } from '../../policy/triage.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';
import { adopt } from './adopt.js';
import type { OuterDeps } from './deps.js';
import { endGoal } from './end-goal.js';
import { passRecipe } from './recipes.js';
import { runChain } from './run-chain.js';
import { endAt, type Outcome, stopAt, stopUntil } from './stop.js';
import { tickedElsewhere } from './ticked-elsewhere.js';

/** What earlier passes of the run were about. */
type Passed = readonly Exclude<Triaged, { kind: 'over' }>[];

/**
 * Pass by pass: pending tasks, then the goals of the roadmap one after the other, then an analysis (L20). What a pass is to
 * do is decided once and written down; a goal is never begun twice in a run.
 */
export async function runCycle(deps: OuterDeps, ctx: RunContext): Promise<Outcome<void>> {
  const passed: Exclude<Triaged, { kind: 'over' }>[] = [];
  // Who goes on with a run has as many passes again.
  let before = endedPasses(ctx);
  for (let pass = 1; ; pass++) {
    const prefix = `pass/${pass}`;
    const next = await step(ctx, `${prefix}/triage`, triaged, async (): Promise<Outcome<Triaged>> => {
      if (await deps.softStop.asked()) return stopAt('asked');
      const decided = await decide(passed, before, deps, ctx);
      if (decided.ok) ctx.emit({ type: 'triaged', pass, next: decided.value });
      return decided;
    });
    if (!next.ok) return next;
    const what = next.value;
    if (what.kind === 'over') return what.left ? stopUntil('max-passes', `${prefix}/triage`) : over(deps);
    const elsewhere = what.kind === 'goal' ? await tickedElsewhere(what, prefix, deps, ctx) : ok(false);
    if (!elsewhere.ok) return elsewhere;
    if (elsewhere.value) {
      const skipped = await step(ctx, endedPass(pass), z.null(), async () => ok(null));
      if (!skipped.ok) return skipped;
      passed.push(what);
      // It took nobody's time.
      before = Math.max(before, passed.length);
      continue;
    }
    const begin = await step(ctx, `${prefix}/begin`, z.array(handoff), () => inputOf(what, deps));
    if (!begin.ok) return begin;
    const links = await step(ctx, `${prefix}/links`, z.array(link), async () =>
      ok([...withOwnStages(passRecipe(what, deps.settings), deps.chain.own ?? [])]),
    );
    if (!links.ok) return links;
    const ran = await runChain(links.value, begin.value, prefix, deps, ctx);
    if (!ran.ok) return ran;
    // Looking again would find as much.
    if (what.kind === 'analyze' && ran.value.length === 0) return over(deps);
    if (what.kind === 'goal') {
      const ended = await endGoal(what, `${prefix}/goal`, ran.value, deps, ctx);
      if (!ended.ok) return ended;
    }
    const ended = await step(ctx, endedPass(pass), z.null(), async () => ok(null));
    if (!ended.ok) return ended;
    passed.push(what);
  }
}

const endedPass = (pass: number): string => `pass/${pass}/ended`;

function endedPasses({ journal }: RunContext): number {
  let pass = 0;
  while (journal.find(endedPass(pass + 1)) !== undefined) pass++;
  return pass;
}

/** Nothing more is to be begun. Tasks beyond what a run may do are left alone, which is no reason to call it done. */
async function over(deps: OuterDeps): Promise<Outcome<void>> {
  const left = await pendingTasks(deps);
  if (!left.ok) return left;
  return left.value > 0 ? endAt('max-tasks') : done;
}

async function pendingTasks({ list }: OuterDeps): Promise<Result<number, Halt>> {
  const listed = await list.store.list();
  if (!listed.ok) return err(unusable(list, listed.error));
  return ok((listed.value ?? []).filter((one) => !one.done).length);
}

/** `before` passes had ended before this process. */
async function decide(
  passed: Passed,
  before: number,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<Triaged, Halt>> {
  const { settings } = deps;
  const pending = await pendingTasks(deps);
  if (!pending.ok) return pending;
  const goal = await nextGoal(passed, deps, ctx);
  if (!goal.ok) return goal;
  const facts = {
    pending: pending.value,
    worked: passed.some(({ kind }) => kind === 'execute'),
    goal: goal.value?.text ?? null,
    roadmapTyped: settings.roadmapByFlag,
    passes: passed.length - before,
    analysed: passed.some(({ kind }) => kind === 'analyze'),
    hadWork: passed[0] !== undefined && passed[0].kind !== 'analyze',
    maxPasses: settings.maxPasses,
  };
  const next = triage(facts);
  switch (next.kind) {
    case 'goal':
      return ok({ kind: 'goal', goal: next.goal, nth: goal.value?.nth ?? 0, line: goal.value?.line ?? 0 });
    case 'over':
      return ok({ ...next, left: next.why === 'max-passes' && (pending.value > 0 || goal.value !== null) });
    default:
      return ok(next);
  }
}

/** The first open goal that no earlier pass was about; null when there is none. */
async function nextGoal(passed: Passed, { artifacts }: OuterDeps, ctx: RunContext) {
  const { roadmap } = artifacts;
  if (roadmap === null) return ok(null);
  const read = await roadmap.read();
  if (!read.ok) return err(artifactTrouble(roadmap, read.error));
  const text = read.value.get(roadmap.path) ?? '';
  const begun = (words: string, nth: number): boolean =>
    passed.some((one) => one.kind === 'goal' && one.goal === words && one.nth === nth);
  const open = openGoals(text);
  const next = open.find((one) => !begun(one.text, one.nth));
  if (open.length === 0 && passed.length === 0)
    ctx.emit({
      type: 'noticed',
      notice: { kind: 'no-open-goal', file: roadmap.path, goals: readRoadmap(text).length },
    });
  return ok(next ?? null);
}

async function inputOf(what: Exclude<Triaged, { kind: 'over' }>, deps: OuterDeps): Promise<Result<Handoff[], Halt>> {
  if (what.kind === 'analyze') return ok([]);
  if (what.kind === 'execute') return ok([{ kind: 'worklist', tasks: [] }]);
  const source = `roadmap:${deps.artifacts.roadmap?.path ?? ''}:${what.line}`;
  const adopted = await adopt(what.goal, source, what.nth, deps);
  return adopted.ok ? ok([adopted.value]) : adopted;
}

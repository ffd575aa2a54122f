import * as z from 'zod';
import type { Gate, Link } from '../../domain/chain.js';
import type { WorkItem } from '../../domain/evidence.js';
import { type Handoff, handoff } from '../../domain/handoff.js';
import { done, ok } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { commitArtifacts } from './commit-artifacts.js';
import type { OuterDeps } from './deps.js';
import { stagesOf } from './find-stage.js';
import { decideAt, undoMade } from './gate.js';
import { madeOf } from './made.js';
import { pickBest, release, unpick } from './pick-best.js';
import type { AnyStage } from './stage.js';
import { type Outcome, stopAt } from './stop.js';

const outputs = z.array(handoff);

/** What came of the inputs of a stage, by their ids. */
type Gave = ReadonlyMap<string, readonly Handoff[]>;
const NOTHING: Gave = new Map();

/** A stage of a chain, and what it was sent back with. */
interface Turn {
  readonly key: string;
  readonly feedback: string | null;
  readonly previous: Gave;
}

/**
 * Walks a chain: each stage gets its inputs one at a time, and what an input became is recorded before the next one is
 * begun, so that nothing is lost or done twice. At a gate a person may send the work back: then the stage that wrote it
 * begins anew with that, and what followed it as well. Returns what the last stage gave.
 */
export async function runChain(
  links: readonly Link[],
  inputs: readonly Handoff[],
  prefix: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Outcome<readonly Handoff[]>> {
  const stages = stagesOf(links, deps.chain.own ?? []);
  if (!stages.ok) return stages;
  const given: (readonly Handoff[])[] = [inputs];
  const gave: Gave[] = [];
  /** Opens again what was selected. */
  let letGo = async (): Promise<void> => undefined;
  let round = 0;
  let feedback: { readonly why: string; readonly at: number } | null = null;
  for (let i = 0; i < links.length; i++) {
    const { stage: name, pick, gate: asked, waved } = links[i] as Link;
    const gate = asked ?? waved ?? null;
    const stage = stages.value[i] as AnyStage;
    const suffix = round === 0 ? '' : `.${round}`;
    const why: string | null = feedback?.at === i ? feedback.why : null;
    const turn: Turn = { key: `${prefix}/${name}${suffix}`, feedback: why, previous: gave[i] ?? NOTHING };
    const ran = await runStage(stage, given[i] ?? [], turn, deps, ctx);
    if (!ran.ok) {
      if (ran.error.reason !== 'stop' && stage.gives === 'design') await letGo();
      return ran;
    }
    gave[i] = ran.value;
    let flow = [...ran.value.values()].flat();
    if (flow.length === 0) {
      if (i + 1 < links.length) ctx.emit({ type: 'chain-emptied', stage: name });
      return ok([]);
    }
    if (pick !== null) {
      const best = await pickBest(flow, `${turn.key}/pick`, deps, ctx);
      if (!best.ok) return best;
      flow = [best.value];
      const [mine, key] = [flow, `${turn.key}/pick`];
      letGo = () => release(mine, key, deps, ctx);
    }
    given[i + 1] = flow;
    const keys = { stop: `${turn.key}/gate`, passed: `${turn.key}/commit` };
    const free = gate === null || nothingToPass(gate, flow);
    const decided = free ? ok(null) : await decideAt(gate, flow, keys, deps, ctx);
    if (!decided.ok) return decided;
    const decision = decided.value;
    if (decision === null || decision.kind === 'approved') {
      const committed = gateAhead(links, stages.value, i) ? done : await commitArtifacts(keys.passed, deps, ctx);
      if (!committed.ok) return committed;
      continue;
    }
    if (decision.why === null && gate !== null) {
      const undone = await undoMade(flow, deps);
      if (!undone.ok) return undone;
      // Without a design nothing has come of what was selected, and another one may be written.
      if (gate === 'designs') await letGo();
      ctx.emit({ type: 'gate-refused', gate });
      return stopAt('rejected');
    }
    const at = stages.value.findLastIndex((one, j) => j <= i && one.writes);
    const back = pick === null ? done : await unpick(flow, `${turn.key}/unpick`, deps, ctx);
    if (!back.ok) return back;
    feedback = { why: decision.why ?? '', at };
    round++;
    i = at - 1;
  }
  return ok(given[links.length] ?? []);
}

async function runStage(
  stage: AnyStage,
  inputs: readonly Handoff[],
  { key, feedback, previous }: Turn,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Outcome<Gave>> {
  const all = new Map<string, readonly Handoff[]>();
  for (const input of stage.takes === null ? [null] : inputs) {
    const id = input === null ? 'all' : idOf(input);
    const own = `${key}/${id}`;
    const gave = await step(ctx, `${own}/gave`, outputs, async (): Promise<Outcome<Handoff[]>> => {
      // A stage of tasks asks that itself, before each of them.
      if (stage.writes && (await deps.softStop.asked())) return stopAt('asked');
      const began = ctx.clock.now().getTime();
      const title = input === null ? null : await titleOf(input, deps);
      ctx.emit({ type: 'stage-started', stage: stage.name, title, input: itemOf(input) });
      const ran = await stage.run(input, { deps, ctx, key: own, feedback, previous: previous.get(id) ?? [] });
      if (!ran.ok) return ran;
      const made = await madeOf(ran.value, deps);
      if (!made.ok) return made;
      const ms = ctx.clock.now().getTime() - began;
      ctx.emit({ type: 'stage-ended', stage: stage.name, made: made.value, ms });
      return ok([...ran.value]);
    });
    if (!gave.ok) return gave;
    all.set(id, gave.value);
  }
  return ok(all);
}

/** Whether a person is still asked about the same things, behind stages that only look at them: until then none is approved. */
function gateAhead(links: readonly Link[], stages: readonly AnyStage[], at: number): boolean {
  const next = links.findIndex(({ gate }, j) => j > at && (gate !== null || stages[j]?.writes === true));
  return next > at && stages[next]?.writes === false;
}

/** Where no design was needed, none waits for anybody. */
const nothingToPass = (gate: Gate, flow: readonly Handoff[]): boolean =>
  gate === 'designs' && flow.every((one) => one.kind === 'design' && one.bare === true);

const idOf = (input: Handoff): string => (input.kind === 'worklist' ? 'tasks' : input.id);

/** What a stage is about; a worklist is about all of its tasks. */
const itemOf = (input: Handoff | null): WorkItem | null =>
  input === null ? null : input.kind === 'worklist' ? { kind: 'task', id: null } : { kind: input.kind, id: input.id };

async function titleOf(input: Handoff, deps: OuterDeps): Promise<string | null> {
  if (input.kind === 'worklist') return null;
  const made = await madeOf([input], deps);
  return made.ok ? (made.value[0]?.title ?? null) : null;
}

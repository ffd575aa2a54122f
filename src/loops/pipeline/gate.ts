import * as z from 'zod';
import type { Gate } from '../../domain/chain.js';
import { type GateDecision, gateDecision } from '../../domain/gate.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import type { Handoff } from '../../domain/handoff.js';
import type { OpportunityId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import { takeOut } from '../stages/plan-list.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';
import { incompleteAt } from './incomplete.js';
import { madeOf } from './made.js';
import { type Outcome, stopAt } from './stop.js';

/** The steps of a gate: what was said there, and what follows an approval. */
interface GateKeys {
  readonly stop: string;
  readonly passed: string;
}

/** What is decided at a gate. An approval holds only for what is there, whole; then it is told. */
export async function decideAt(
  gate: Gate,
  handoffs: readonly Handoff[],
  { stop, passed }: GateKeys,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Outcome<GateDecision>> {
  const decided = await passGate(gate, handoffs, stop, deps, ctx);
  if (!decided.ok) return decided;
  const { kind, by } = decided.value;
  const asked = kind === 'approved' && by !== 'no-approve' && ctx.journal.find(passed) === undefined;
  const whole = asked ? await holds(gate, handoffs, stop, deps, ctx) : done;
  if (!whole.ok) return whole;
  const told = await tellDecision(gate, handoffs, decided.value, stop, deps, ctx);
  return told.ok ? decided : told;
}

/**
 * Asks a person whether what waits here goes on. On a terminal the answer comes there and then; otherwise the run stops,
 * and `--continue` is the yes, `--reject` the no.
 */
function passGate(
  gate: Gate,
  handoffs: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Outcome<GateDecision>> {
  return step(ctx, key, gateDecision, async (): Promise<Outcome<GateDecision>> => {
    if (deps.settings.noApprove) return ok({ kind: 'approved', by: 'no-approve' });
    for (;;) {
      const made = await madeOf(handoffs, deps);
      if (!made.ok) return made;
      ctx.emit({ type: 'gate-reached', gate, made: made.value });
      const wrong = await incompleteAt(gate, handoffs, deps);
      if (wrong !== null) ctx.emit({ type: 'noticed', notice: { kind: 'not-approvable', why: haltSays(wrong) } });
      const answer = await deps.approver.atGate({ gate, made: made.value }, ctx.signal);
      if (answer.kind === 'approve') {
        if ((await incompleteAt(gate, handoffs, deps)) === null) return ok({ kind: 'approved', by: 'terminal' });
        continue;
      }
      if (answer.kind === 'reject') return ok({ kind: 'rejected', by: 'terminal', why: answer.why });
      if (answer.kind === 'stop') break;
      const files = [...new Set(made.value.map(({ file }) => file))];
      const why = await deps.approver.edit(files);
      if (why !== null) ctx.emit({ type: 'noticed', notice: { kind: 'not-edited', why } });
    }
    // What a person says of it later has to be about this gate.
    const meant = await ctx.journal.append({ kind: 'intent', key, before: {} });
    return meant.ok ? stopAt('gate') : meant;
  });
}

/**
 * Tells what was decided, once: it may have been said in another process, by `--continue`, and whichever goes on with it
 * tells of it.
 */
async function tellDecision(
  gate: Gate,
  handoffs: readonly Handoff[],
  decision: GateDecision,
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const told = await step(ctx, `${key}/told`, z.null(), async () => {
    const made = await madeOf(handoffs, deps);
    if (!made.ok) return made;
    ctx.emit({ type: 'gate-decided', gate, made: made.value, decision });
    return ok(null);
  });
  return told.ok ? done : told;
}

/**
 * Makes sure that what was approved is there, whole. If not, the approval is not used up: the gate is open again, and a
 * person may set that right or refuse it.
 */
async function holds(
  gate: Gate,
  handoffs: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const halt = await incompleteAt(gate, handoffs, deps);
  if (halt === null) return done;
  const forgotten = await ctx.journal.append({ kind: 'forgotten', keys: [key] });
  const opened = forgotten.ok ? await ctx.journal.append({ kind: 'intent', key, before: {} }) : forgotten;
  return opened.ok ? err(halt) : opened;
}

/** Undoes what a person has refused for good (L16); what is not there any more is undone already. */
export async function undoMade(handoffs: readonly Handoff[], deps: OuterDeps): Promise<Result<void, Halt>> {
  const { designs, opportunities } = deps.artifacts;
  for (const one of handoffs) {
    if (one.kind === 'worklist') {
      const taken = await takeOut(deps.list, one.tasks);
      if (!taken.ok) return taken;
      continue;
    }
    const design = one.kind === 'design' && one.bare !== true;
    const store = design ? designs : opportunities;
    const listed = await store.list();
    if (!listed.ok) return err(artifactTrouble(store.files, listed.error));
    if (!listed.value.some(({ id }) => (id as string) === one.id)) continue;
    const set = design
      ? await designs.setStatus(one.id, 'superseded')
      : await opportunities.setStatus(one.id as string as OpportunityId, 'rejected');
    if (!set.ok) return err(artifactTrouble(store.files, set.error));
  }
  return done;
}

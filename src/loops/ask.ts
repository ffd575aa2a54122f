import type { AgentReply } from '../domain/agent.js';
import type { Halt } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import { isReadOnly } from '../domain/role.js';
import type { AgentRequest, Agents } from '../ports/agents.js';
import type { Impatience } from '../ports/impatience.js';
import type { Sessions } from '../ports/sessions.js';
import type { Steering } from '../ports/steering.js';
import type { Brakes } from './brakes.js';
import { cancelled, type RunContext } from './context.js';
import { keepReply, keepUsed, keptReply } from './kept-replies.js';
import { gaveUp, isWorthWaiting, waitBeforeRepeat } from './patience.js';
import { reworded } from './reworded.js';
import type { StandIns } from './stand-ins.js';
import { waitFor } from './wait.js';

/** What surrounds every call. */
export interface Asking {
  readonly agents: Agents;
  readonly steering: Steering;
  /** The longest that all waits of one call may take together. */
  readonly rateLimitWaitMs: number;
  readonly brakes: Brakes;
  readonly standIns: StandIns;
  readonly impatience: Impatience;
  readonly sessions: Sessions;
}

/** What the caller knows of its own call. */
export interface CallRules {
  /** Under which the reply is recorded, so that a call is never paid for twice. */
  readonly key: string;
  /** Looked at after every try, whether it answered or failed: did the agent keep to what it may do? */
  readonly after: () => Promise<Result<void, Halt>>;
  /** Whether a failed try left everything as it was; only then it is repeated (L14). */
  readonly harmless: () => Promise<Result<boolean, Halt>>;
}

/**
 * Asks an agent until there is a reply or a failure that waiting does not heal. After every try the files that steer
 * the run are compared with how they were (L24).
 */
export async function ask(
  deps: Asking,
  request: AgentRequest,
  rules: CallRules,
  ctx: RunContext,
): Promise<Result<AgentReply, Halt>> {
  const past = await keptReply(request.role, rules.key, rules.after, ctx);
  if (past !== null) return past;
  let waited = 0;
  let asked = request;
  let shortened = false;
  for (let tries = 0; ; tries++) {
    if (ctx.signal.aborted) return err(cancelled(ctx.signal));
    const free = deps.brakes.before(rules.key, ctx.clock.now());
    if (!free.ok) return free;
    const { maxMs } = free.value;
    const remembered = await deps.steering.remember(isReadOnly(request));
    if (!remembered.ok) return remembered;

    const standIn = deps.standIns.at(request.role, ctx.clock.now());
    const by = standIn === null ? {} : { by: standIn };
    const answer = await deps.agents.ask({ ...asked, ...by, ...free.value }, ctx.emit, ctx.signal);

    const changed = await deps.steering.restore();
    const allowed = await rules.after();
    /** Leaves without the reply. What it has used counts all the same; the halt is the greater news. */
    const leave = async (halt: Halt): Promise<Result<never, Halt>> => {
      await keepUsed(answer, rules.key, deps.brakes, ctx);
      return err(halt);
    };
    if (ctx.signal.aborted) return leave(cancelled(ctx.signal));
    // When the repository itself is gone, the settings in it are the lesser news.
    if (!allowed.ok && allowed.error.reason === 'git') {
      // Nothing is wrong with what a writer did: it is paid for, and is looked at again when the run goes on. A reader is
      // asked again, since nobody can tell any more how things stood before it.
      const paid = answer.ok && !isReadOnly(request) && changed.ok && changed.value.length === 0;
      if (!paid) return leave(allowed.error);
      await keepReply(answer.value, rules.key, deps.brakes, ctx);
      return allowed;
    }
    if (!changed.ok) return leave(changed.error);
    if (changed.value.length > 0) return leave({ reason: 'tampered', role: request.role, files: changed.value });
    if (!allowed.ok) return leave(allowed.error);
    if (answer.ok) {
      if (answer.value.by !== undefined) deps.standIns.answered(rules.key, answer.value.by);
      // Only now: the reply of an agent that did what it must not do is not to be found again.
      const kept = await keepReply(answer.value, rules.key, deps.brakes, ctx);
      return kept.ok ? ok(answer.value) : kept;
    }

    const { failure } = answer.error;
    if (failure.reason === 'cancelled') return leave(cancelled(ctx.signal));
    const counted = await keepUsed(answer, rules.key, deps.brakes, ctx);
    if (!counted.ok) return counted;
    const other = reworded(asked, failure);
    if (other !== null && !(failure.reason === 'too-long' && shortened)) {
      const harmless = failure.reason === 'too-long' ? await rules.harmless() : ok(true);
      if (!harmless.ok) return harmless;
      if (!harmless.value) return err(gaveUp(request.role, failure));
      shortened ||= failure.reason === 'too-long';
      if (failure.reason === 'lost-conversation' && asked.conversation !== null)
        deps.sessions.forget(asked.conversation);
      asked = other.request;
      ctx.emit({ type: 'asked-again', role: request.role, why: other.why });
      continue;
    }
    // A call that took as long as it had left was not too slow: the run is out of time.
    if (failure.reason === 'timeout' && maxMs !== null && failure.ms >= maxMs)
      return err(deps.brakes.overtime(rules.key, ctx.clock.now()));
    if (failure.reason === 'capped') return err(deps.brakes.capped(rules.key, ctx.clock.now()));
    const now = ctx.clock.now();
    const wait = waitBeforeRepeat(failure, tries, now, isReadOnly(request));
    const tooLong = wait === null || waited + wait > deps.rateLimitWaitMs;
    const limited = failure.reason === 'limited' || failure.reason === 'quota';
    if (tooLong && !limited) return err(gaveUp(request.role, failure));
    const harmless = await rules.harmless();
    if (!harmless.ok) return harmless;
    if (!harmless.value) return err(gaveUp(request.role, failure));

    if (limited && (tooLong || !isWorthWaiting(wait, tries))) {
      const until = failure.reason === 'limited' ? failure.until : null;
      const by = deps.standIns.stepIn(request.role, rules.key, now, until);
      if (by !== null) {
        ctx.emit({ type: 'stood-in', role: request.role, cli: failure.cli, by: by.cli, until });
        continue;
      }
    }
    if (tooLong) return err(gaveUp(request.role, failure));
    // No longer than the run may take: then its brake halts it.
    const left = deps.brakes.before(rules.key, now);
    if (!left.ok) return left;
    await waitFor({ ms: Math.min(wait, left.value.maxMs ?? wait), role: request.role, failure }, deps.impatience, ctx);
    // What a person cut short was not waited; a clock that is set meanwhile says nothing.
    waited += Math.min(Math.max(ctx.clock.now().getTime() - now.getTime(), 0), wait);
  }
}

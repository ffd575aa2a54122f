import type { AgentFailure } from '../domain/agent.js';
import type { Role } from '../domain/role.js';
import type { Impatience } from '../ports/impatience.js';
import type { RunContext } from './context.js';

/** A wait before a call is repeated. */
export interface Wait {
  readonly ms: number;
  readonly role: Role;
  readonly failure: AgentFailure;
}

/** Waits, but no longer than a person wants to. */
export async function waitFor({ ms, role, failure }: Wait, impatience: Impatience, ctx: RunContext): Promise<void> {
  const { cli, reason: why } = failure;
  const until = failure.reason === 'limited' ? failure.until : null;
  ctx.emit({ type: 'wait-began', role, cli, ms, why, until, escapable: impatience.possible && ms > 0 });
  const over = new AbortController();
  const signal = AbortSignal.any([ctx.signal, over.signal]);
  const early = impatience.asked(signal).then(() => true);
  const late = ctx.clock.sleep(ms, signal).then(() => false);
  const escaped = await Promise.race([early, late]);
  over.abort();
  ctx.emit({ type: 'wait-ended', role, early: escaped && !ctx.signal.aborted });
}

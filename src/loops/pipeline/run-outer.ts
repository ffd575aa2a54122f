import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { type Handoff, handoff } from '../../domain/handoff.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { adopt } from './adopt.js';
import type { OuterDeps } from './deps.js';
import { runChain } from './run-chain.js';

/** The beginning of the keys of a chain's steps. */
const PREFIX = 'pass/1';

/** A run for a chain of stages. */
export async function runOuter(deps: OuterDeps, ctx: RunContext): Promise<Result<RunDone, Halt>> {
  const begin = await step(ctx, `${PREFIX}/begin`, z.array(handoff), () => beginning(deps));
  if (!begin.ok) return begin;
  const ran = await runChain(deps.chain.links, begin.value, PREFIX, deps, ctx);
  return ran.ok ? ok({ outcome: 'approved', commits: [] }) : ran;
}

/** What the first stage begins with. */
async function beginning(deps: OuterDeps): Promise<Result<Handoff[], Halt>> {
  const { asked, given } = deps.chain;
  if (given === null) return ok([]);
  const adopted = await adopt(given, `cli:--${asked}`, deps);
  return adopted.ok ? ok([adopted.value]) : adopted;
}

import * as z from 'zod';
import type { Link } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import { type Handoff, handoff } from '../../domain/handoff.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';
import { findStage } from './find-stage.js';
import { madeOf } from './made.js';
import type { AnyStage } from './stage.js';

const outputs = z.array(handoff);

/**
 * Walks a chain: each stage gets its inputs one at a time, and what an input became is recorded before the next one is
 * begun, so that nothing is lost or done twice. Returns what the last stage gave.
 */
export async function runChain(
  links: readonly Link[],
  inputs: readonly Handoff[],
  prefix: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<readonly Handoff[], Halt>> {
  let flow: readonly Handoff[] = inputs;
  for (const { stage: name } of links) {
    const stage = findStage(name);
    if (stage === null) return err(unknownStage(name));
    const given = await runStage(stage, flow, `${prefix}/${name}`, deps, ctx);
    if (!given.ok) return given;
    flow = given.value;
  }
  return ok(flow);
}

async function runStage(
  stage: AnyStage,
  inputs: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<readonly Handoff[], Halt>> {
  const given: Handoff[] = [];
  for (const input of stage.takes === null ? [null] : inputs) {
    const own = input === null ? key : `${key}/${idOf(input)}`;
    const gave = await step(ctx, `${own}/gave`, outputs, async () => {
      const began = ctx.clock.now().getTime();
      const title = input === null ? null : await titleOf(input, deps);
      ctx.emit({ type: 'stage-started', stage: stage.name, title });
      const ran = await stage.run(input, { deps, ctx, key: own, feedback: null });
      if (!ran.ok) return ran;
      const made = await madeOf(ran.value, deps);
      if (!made.ok) return made;
      const ms = ctx.clock.now().getTime() - began;
      ctx.emit({ type: 'stage-ended', stage: stage.name, made: made.value, ms });
      return ok([...ran.value]);
    });
    if (!gave.ok) return gave;
    given.push(...gave.value);
  }
  return ok(given);
}

const idOf = (input: Handoff): string => (input.kind === 'worklist' ? 'tasks' : input.id);

async function titleOf(input: Handoff, deps: OuterDeps): Promise<string | null> {
  const made = await madeOf([input], deps);
  return made.ok ? (made.value[0]?.title ?? null) : null;
}

const unknownStage = (name: string): Halt => ({
  reason: 'preflight',
  problems: [{ what: `there is no stage ${name}`, fix: 'use the millstone that began this run' }],
});

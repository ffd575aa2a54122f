import type { AgentReply } from '../../domain/agent.js';
import type { Halt } from '../../domain/halt.js';
import type { Purpose } from '../../domain/progress.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import type { ArtifactFiles } from '../../ports/artifact-files.js';
import { ask } from '../ask.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { artifactTrouble, watch } from './guard.js';

/** A call to the author of an artifact. */
export interface WriterCall {
  /** Under which the reply is recorded. */
  readonly key: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly cycle: number;
  readonly prompt: string;
  readonly conversation: string | null;
  /** What it is asked to write, and the only thing that it may change. */
  readonly own: ArtifactFiles;
}

/** What came of it. */
export interface Written {
  readonly reply: AgentReply;
  /** What it changed besides, which was undone. */
  readonly undone: readonly string[];
}

/** Asks an author. A blank answer is asked for once more, if nothing at all was written; never otherwise (L14). */
export async function askWriter(deps: OuterDeps, call: WriterCall, ctx: RunContext): Promise<Result<Written, Halt>> {
  const { key, own, ...about } = call;
  const watched = await watch(deps, own);
  if (!watched.ok) return watched;
  const before = await own.read();
  if (!before.ok) return err(artifactTrouble(own, before.error));
  const undone = new Set<string>();
  const after = async (): Promise<Result<void, Halt>> => {
    const settled = await watched.value.settle(call.role, ctx);
    if (!settled.ok) return settled;
    for (const file of settled.value) undone.add(file);
    return done;
  };
  const untouched = async (): Promise<Result<boolean, Halt>> => {
    const now = await own.read();
    if (!now.ok) return err(artifactTrouble(own, now.error));
    return ok(undone.size === 0 && sameTexts(before.value, now.value));
  };
  const rules = { key, after, harmless: untouched };

  let reply = await ask(deps, { ...about, schema: null }, rules, ctx);
  if (reply.ok && reply.value.text.trim() === '' && deps.settings.retryOnEmpty) {
    const nothing = await untouched();
    if (!nothing.ok) return nothing;
    if (nothing.value) {
      ctx.emit({ type: 'asked-again', role: call.role, why: 'the answer was empty and nothing was written' });
      reply = await ask(deps, { ...about, schema: null }, { ...rules, key: `${key}/again` }, ctx);
    }
  }
  return reply.ok ? ok({ reply: reply.value, undone: [...undone] }) : reply;
}

const sameTexts = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);

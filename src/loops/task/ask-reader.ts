import type { AgentReply } from '../../domain/agent.js';
import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TaskId } from '../../domain/ids.js';
import type { Purpose } from '../../domain/progress.js';
import { done, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import { readReply, type Unreadable } from '../../prompting/read-reply.js';
import type { Contract } from '../../prompting/replies.js';
import { ask } from '../ask.js';
import type { RunContext } from '../context.js';
import { untouched } from '../untouched.js';
import type { TaskDeps } from './deps.js';
import { reaskPrompt } from './prompts.js';

/** A call to a role that only looks. */
export interface ReaderCall<T> {
  /** Under which replies are recorded. */
  readonly key: string;
  /** The task it is about; none outside of tasks. */
  readonly task?: TaskId;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly cycle: number;
  readonly prompt: string;
  readonly contract: Contract<T>;
  /** How things stand, and how they must stand afterwards. */
  readonly before: Sighting;
  /** What else must be as it was; looked at after every try, before the tree. */
  readonly also?: () => Promise<Result<void, Halt>>;
}

/** What a reader's answer came to: the thing asked for, or words nobody can act on. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | ({ readonly kind: 'unreadable'; readonly text: string } & Unreadable);

/**
 * Asks a reader for a reply of a given shape. An answer without one is asked for once more, quoting what was wrong
 * with it (L5); what comes of that stands. The tree is compared after every try (L3).
 */
export async function askReader<T>(
  deps: TaskDeps,
  call: ReaderCall<T>,
  ctx: RunContext,
): Promise<Result<Read<T>, Halt>> {
  const rules = (key: string) => ({
    key,
    after: async () => {
      const also = (await call.also?.()) ?? done;
      const kept = await untouched(deps.repository, call.before, call.role, ctx);
      return also.ok ? kept : also;
    },
    harmless: async () => ok(true),
  });
  const about = { role: call.role, cycle: call.cycle, ...(call.task === undefined ? {} : { task: call.task }) };
  const put = (
    key: 'ask' | 'reask',
    purpose: Purpose,
    prompt: string,
    conversation: string | null,
  ): Promise<Result<AgentReply, Halt>> =>
    ask(
      deps,
      { ...about, purpose, prompt, schema: call.contract.schema, conversation },
      rules(`${call.key}/${key}`),
      ctx,
    );

  const goingOn = call.role === 'reviewer' ? deps.sessions.of('reviewer') : null;
  const first = await put('ask', call.purpose, call.prompt, goingOn);
  if (!first.ok) return first;
  if (call.role === 'reviewer') deps.sessions.remember('reviewer', first.value.conversation);
  const read = readReply(first.value, call.contract);
  if (read.ok) return ok({ kind: 'read', value: read.value });
  const { problem, empty } = read.error;
  if (empty && !deps.settings.retryOnEmpty) return ok({ kind: 'unreadable', text: first.value.text, problem, empty });

  ctx.emit({ type: 'asked-again', role: call.role, why: problem });
  const talk = empty ? null : first.value.conversation;
  const again = await (empty
    ? put('reask', call.purpose, call.prompt, null)
    : put('reask', 'reask', reaskPrompt(deps, call.contract, problem, talk === null ? call.prompt : null), talk));
  if (!again.ok) return again;
  const reread = readReply(again.value, call.contract);
  return ok(
    reread.ok ? { kind: 'read', value: reread.value } : { kind: 'unreadable', text: again.value.text, ...reread.error },
  );
}

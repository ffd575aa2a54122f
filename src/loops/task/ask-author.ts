import type { AgentReply } from '../../domain/agent.js';
import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { Purpose } from '../../domain/progress.js';
import { done, ok, type Result } from '../../domain/result.js';
import { ask } from '../ask.js';
import type { RunContext } from '../context.js';
import { same } from '../untouched.js';
import type { TaskDeps } from './deps.js';
import { type Standing, standingNow } from './standing.js';
import type { Started } from './work.js';

/** A call to the author. */
export interface AuthorCall {
  /** Under which the reply is recorded. */
  readonly key: string;
  readonly purpose: Purpose;
  readonly cycle: number;
  readonly prompt: string;
  readonly conversation: string | null;
  /** How things stood before the call. */
  readonly before: Sighting;
}

/** What an author said and how it left the repository. */
export interface AuthorAnswer {
  readonly reply: AgentReply;
  readonly standing: Standing;
}

/**
 * Asks the author. Whatever it answers, its branch must still be the task's, and contain the commit that the task
 * began with. A blank answer is asked for again, once, if nothing at all was done; never for a commit (L14).
 */
export async function askAuthor(
  deps: TaskDeps,
  started: Started,
  call: AuthorCall,
  ctx: RunContext,
): Promise<Result<AuthorAnswer, Halt>> {
  let standing: Standing = { seen: call.before, commits: [] };
  const after = async (): Promise<Result<void, Halt>> => {
    const now = await standingNow(deps, started, call.purpose === 'commit' ? 'commit' : 'change');
    if (now.ok) standing = now.value;
    return now.ok ? done : now;
  };
  const { key, before, ...about } = call;
  const request = { role: 'author', schema: null, task: started.task.id, ...about } as const;
  const untouched = () => call.purpose !== 'commit' && same(standing.seen, before);
  const rules = { key, after, harmless: async () => ok(untouched()) };

  let reply = await ask(deps, request, rules, ctx);
  const blank = reply.ok && reply.value.text.trim() === '';
  if (blank && deps.settings.retryOnEmpty && untouched()) {
    ctx.emit({ type: 'asked-again', role: 'author', why: 'the answer was empty and nothing was changed' });
    reply = await ask(deps, request, { ...rules, key: `${key}/again` }, ctx);
  }
  if (!reply.ok) return reply;
  deps.sessions.remember('author', reply.value.conversation);
  return ok({ reply: reply.value, standing });
}

import type { HaltOf } from '../../domain/halt.js';
import type { Role } from '../../domain/role.js';
import type { TaskDeps } from './deps.js';

/** Characters of an unreadable reply that its halt shows. */
const EXCERPT = 300;

/** The halt of a reply that nobody can act on. It is never an approval. */
export function unreadable(
  role: Role,
  deps: TaskDeps,
  answer: { readonly text: string; readonly problem: string },
  wanted: string,
): HaltOf<'unreadable-reply'> {
  const excerpt = [...answer.text.trim().slice(0, EXCERPT * 2)].slice(0, EXCERPT).join('');
  return { reason: 'unreadable-reply', role, cli: deps.agents.cliOf(role), wanted, problem: answer.problem, excerpt };
}

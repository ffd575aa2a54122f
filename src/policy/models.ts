import type { Complexity, ModelRule, ModelSelection } from '../domain/model-rule.js';
import type { Role } from '../domain/role.js';
import type { Risk } from '../domain/task.js';

/** What rules can ask of a call. */
export interface CallFacts {
  readonly role: Role;
  readonly cli: string;
  readonly complexity: Complexity;
  /** A task that says nothing about its risk has none that a rule could ask for. */
  readonly risk: Risk | null;
  /** The words of the task. */
  readonly text: string;
}

/** The model that the rules choose; null when none holds and there is no default. */
export const modelFor = (facts: CallFacts, { rules, defaultModel }: ModelSelection): string | null =>
  rules.find((rule) => holds(rule, facts))?.model ?? defaultModel;

const holds = (rule: ModelRule, { role, cli, complexity, risk, text }: CallFacts): boolean =>
  (rule.role === undefined || rule.role === role) &&
  (rule.cli === undefined || rule.cli === cli) &&
  (rule.complexity === undefined || rule.complexity === complexity) &&
  (rule.risk === undefined || rule.risk === risk) &&
  (rule.keywords === undefined || rule.keywords.some((word) => mentions(text, word)));

/** Whole words only, so that `auth` is not found in `author`; upper and lower case are one. */
function mentions(text: string, word: string): boolean {
  const literal = word.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return literal !== '' && new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}

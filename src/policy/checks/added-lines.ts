import type { Spot } from '../../domain/check.js';
import type { Policy } from '../../domain/settings.js';
import { globs } from '../globs.js';
import { MOST_SPOTS } from './paths.js';
import { secretIn } from './secret.js';

/**
 * Characters of a line that patterns see at a time. A pattern of the user's may take quadratic time; what it looks
 * for fits in a window, and windows overlap so that nothing falls between two.
 */
const WINDOW = 4_096;
const OVERLAP = 2_048;
/** Characters of a line that a halt shows, and how many of them stand before what matched. */
const SHOWN = 160;
const BEFORE = 40;

/** Looks at added lines as they come by, for what must not be added; at most one spot of a kind for each line. */
export class AddedLines {
  readonly secrets: Spot[] = [];
  readonly dangerous: Spot[] = [];
  private readonly ignored;

  constructor(private readonly policy: Pick<Policy, 'secrets' | 'dangerous'>) {
    this.ignored = globs(policy.dangerous.pathsIgnore, { nocase: true });
  }

  readonly visit = (path: string, line: string): void => {
    const kind = this.policy.secrets ? firstIn(line, secretIn) : null;
    // The line itself is not shown: it would carry the secret into logs and on to agents.
    if (kind !== null && this.secrets.length < MOST_SPOTS) this.secrets.push({ path, matched: kind, line: null });
    if (this.dangerous.length >= MOST_SPOTS) return;
    const found = firstIn(line, this.danger);
    if (found === null || this.ignored(path) !== null) return;
    this.dangerous.push({ path, matched: found.pattern, line: kind === null ? found.shown : null });
  };

  private readonly danger = (text: string): { readonly pattern: string; readonly shown: string } | null => {
    for (const pattern of this.policy.dangerous.patterns) {
      const at = text.search(pattern);
      if (at < 0) continue;
      const from = at + BEFORE < SHOWN ? 0 : at - BEFORE;
      return { pattern: pattern.source, shown: text.slice(from).trim().slice(0, SHOWN) };
    }
    return null;
  };
}

function firstIn<T>(line: string, look: (text: string) => T | null): T | null {
  for (let at = 0; at === 0 || at < line.length; at += WINDOW - OVERLAP) {
    const found = look(line.slice(at, at + WINDOW));
    if (found !== null) return found;
  }
  return null;
}

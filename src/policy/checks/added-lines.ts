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
const OVERLAP = 512;
/** Characters of a line that a halt shows. */
const SHOWN = 160;

/** Looks at added lines as they come by, for what must not be added. */
export class AddedLines {
  readonly secrets: Spot[] = [];
  readonly dangerous: Spot[] = [];
  private readonly ignored;

  constructor(private readonly policy: Pick<Policy, 'secrets' | 'dangerous'>) {
    this.ignored = globs(policy.dangerous.pathsIgnore, { nocase: true });
  }

  readonly visit = (path: string, line: string): void => {
    for (let at = 0; at === 0 || at < line.length; at += WINDOW - OVERLAP) this.look(path, line.slice(at, at + WINDOW));
  };

  private look(path: string, text: string): void {
    if (this.policy.secrets && this.secrets.length < MOST_SPOTS) {
      const kind = secretIn(text);
      // The line itself is not shown: it would carry the secret into logs and on to agents.
      if (kind !== null) this.secrets.push({ path, matched: kind, line: null });
    }
    if (this.dangerous.length >= MOST_SPOTS) return;
    const pattern = this.policy.dangerous.patterns.find((one) => one.test(text));
    if (pattern !== undefined && this.ignored(path) === null) {
      this.dangerous.push({ path, matched: pattern.source, line: text.trim().slice(0, SHOWN) });
    }
  }
}

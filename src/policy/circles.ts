import type { TreeId } from '../domain/ids.js';
import type { Finding } from '../domain/verdict.js';

/** A turn of a loop: what the files were, and what the reviewer objected to; null before or without an objection. */
export interface Round {
  readonly tree: TreeId;
  readonly findings: readonly Finding[] | null;
}

const words = (findings: readonly Finding[]): string =>
  findings
    .map((finding) =>
      finding.problem
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .sort()
    .join('\n');

/**
 * Whether a loop stands still: the author answered a refusal with the very same files, or the reviewer says the very
 * same thing about the same files. Returns what repeated itself, or null while there is progress.
 */
export function goingInCircles(last: Round, now: Round): 'change' | 'findings' | null {
  if (last.tree !== now.tree) return null;
  if (last.findings === null) return null;
  if (now.findings === null) return 'change';
  return words(last.findings) === words(now.findings) ? 'findings' : null;
}

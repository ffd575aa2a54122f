import type { Complexity } from '../domain/model-rule.js';
import { fileRefsIn } from '../formats/file-refs.js';
import { readAbout } from '../formats/task-about.js';

/** What a task's complexity is told by. Source of points and words: tasklist.md 9.2. */
export interface ComplexityFacts {
  readonly text: string;
  /** How many files and folders it names. */
  readonly refs: number;
  /** Lines that its owner estimated; null when nobody did. */
  readonly estLoc: number | null;
  /** Lines of the files that it names, as far as they exist. */
  readonly refLoc: number;
}

const HARD = ['refactor', 'migrate', 'redesign', 'rewrite', 'overhaul', 'rearchitect'];
const MEDIUM = ['add', 'implement', 'create', 'update', 'modify', 'extend', 'integrate'];

/** How hard a task looks. */
export function complexityOf({ text, refs, estLoc, refLoc }: ComplexityFacts): Complexity {
  const words = 2 * count(HARD_FORMS, text) + count(MEDIUM_FORMS, text);
  const size = estLoc === null ? steps(refLoc, 150, 500) : steps(estLoc, 50, 200);
  const score = steps(refs, 2, 5) + words + size;
  return score >= 4 ? 'complex' : score >= 2 ? 'medium' : 'simple';
}

/** The same by its words alone, without a look at the files. */
export const looksLike = (text: string): Complexity =>
  complexityOf({ text, refs: fileRefsIn(text).length, estLoc: readAbout(text).estLoc, refLoc: 0 });

const steps = (value: number, some: number, many: number): number => (value >= many ? 2 : value >= some ? 1 : 0);

/** Whole words with their usual endings, so that `address` is not taken for `add`. */
const forms = (words: readonly string[]): readonly RegExp[] =>
  words.map((word) => {
    const endings = /[ey]$/.test(word) ? `${word.slice(0, -1)}(?:e|es|ed|y|ies|ied|ying|ing)` : `${word}(?:s|ed|ing)?`;
    return new RegExp(`(?<!\\w)${endings}(?!\\w)`, 'i');
  });
const HARD_FORMS = forms(HARD);
const MEDIUM_FORMS = forms(MEDIUM);

const count = (patterns: readonly RegExp[], text: string): number =>
  patterns.filter((pattern) => pattern.test(text)).length;

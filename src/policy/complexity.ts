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

/** A complexity, and the words it was told by, hard ones first. */
export interface Judged {
  readonly complexity: Complexity;
  readonly keywords: readonly string[];
}

/** Words with their points; those without any only say what kind of work it is. */
const WORDS = [
  ...['refactor', 'migrate', 'redesign', 'rewrite', 'overhaul', 'rearchitect'].map((word) => ({ word, points: 2 })),
  ...['add', 'implement', 'create', 'update', 'modify', 'extend', 'integrate'].map((word) => ({ word, points: 1 })),
  ...['fix', 'rename', 'remove', 'delete', 'typo', 'comment', 'document'].map((word) => ({ word, points: 0 })),
].map(({ word, points }) => ({ word, points, stem: word.replace(/[ey]$/, '') }));
const KEYWORDS = 5;

/** How hard a task looks, and why. */
export function judge({ text, refs, estLoc, refLoc }: ComplexityFacts): Judged {
  const stems = new Set(text.match(FORMS)?.map((form) => stemOf(form.toLowerCase())));
  const found = stems.size === 0 ? [] : WORDS.filter(({ stem }) => stems.has(stem));
  const words = found.reduce((sum, { points }) => sum + points, 0);
  const size = estLoc === null ? steps(refLoc, 150, 500) : steps(estLoc, 50, 200);
  const score = steps(refs, 2, 5) + words + size;
  return {
    complexity: score >= 4 ? 'complex' : score >= 2 ? 'medium' : 'simple',
    keywords: found.slice(0, KEYWORDS).map(({ word }) => word),
  };
}

/** How hard a task looks by its words alone, without a look at the files. */
export const looksLike = (text: string): Complexity =>
  judge({ text, refs: fileRefsIn(text).length, estLoc: readAbout(text).estLoc, refLoc: 0 }).complexity;

const steps = (value: number, some: number, many: number): number => (value >= many ? 2 : value >= some ? 1 : 0);

const ENDINGS = 'e|es|s|ed|y|ies|ied|ying|ing';
/** Whole words with their usual endings, so that `address` is not taken for `add`. All at once: lists may be long. */
const FORMS = new RegExp(`\\b(?:${WORDS.map(({ stem }) => stem).join('|')})(?:${ENDINGS})?\\b`, 'gi');
const ENDING = new RegExp(`(?:${ENDINGS})$`);

/** The stem of one of these forms. No stem ends like an ending. */
const stemOf = (form: string): string => form.replace(ENDING, '');

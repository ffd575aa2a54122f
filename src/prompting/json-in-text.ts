import { type BraceGroup, braceGroups } from './brace-groups.js';

/**
 * Characters that one search looks at in all. Every character is seen once or twice; only text made to be tangled
 * needs more. A search that gives up has no answer, which is safe: half of the objects would not be.
 */
const WORK = 20_000_000;

/** An object that stands in a text on its own. */
export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  /** What was begun as an object before this one and never ended: this one may be meant as a part of it. */
  readonly unended: string;
  /** The index after it. */
  readonly end: number;
}

/** What begins an object, as opposed to a brace of code or prose: a brace and a key. */
const BEGINS = /\{\s*"[^"\\\n]{0,200}"\s*:/g;
/** What stands before an object that is a part of something else. */
const WITHIN = /(?:"\s*:|[,[])\s*$/;

/**
 * Every JSON object that stands on its own in a text, in order, wherever prose or fences surround it; null when the
 * text is too tangled to tell. No part of something is listed, be that whole or broken: an example within a mangled
 * answer must not pass for the answer. An object that names a key twice counts as broken.
 */
export function jsonObjectsIn(text: string): readonly FoundObject[] | null {
  const found: FoundObject[] = [];
  const groups = new Map<number, BraceGroup | null>();
  const begins = new RegExp(BEGINS);
  let work = 0;
  let cut: number | null = null;
  for (let match = begins.exec(text); match !== null; match = begins.exec(text)) {
    const at = match.index;
    if (!groups.has(at)) work += braceGroups(text, at, groups);
    if (work > WORK) return null;
    const group = groups.get(at);
    if (group === null || group === undefined) {
      // Most likely a quotation that was cut, so what follows may stand on its own.
      begins.lastIndex = at + 1;
      cut ??= at;
      continue;
    }
    begins.lastIndex = group.end;
    const value = group.repeats ? null : parsed(text.slice(at, group.end));
    const own = !WITHIN.test(text.slice(Math.max(0, at - 100), at));
    if (value !== null && own) found.push({ value, unended: cut === null ? '' : text.slice(cut, at), end: group.end });
  }
  return found;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

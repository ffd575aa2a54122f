/** Replies beyond this many characters are searched only from their end, where an answer stands. */
const SEARCHED = 2_000_000;

/**
 * Every JSON object that stands in a text, in order, wherever prose or fences surround it. Objects within objects are
 * not listed on their own. Braces inside strings do not count, and a brace that opens nothing valid is stepped over.
 * Works in one pass for text without stray braces; each stray brace costs one more, up to a bound.
 */
export function jsonObjectsIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const searched = text.length > SEARCHED ? text.slice(-SEARCHED) : text;
  const found: Record<string, unknown>[] = [];
  // Bounds the work on a text full of braces that open nothing.
  let strays = 1_000;
  for (let at = searched.indexOf('{'); at >= 0 && strays > 0; ) {
    const end = closing(searched, at);
    const value = end === null ? null : parsed(searched.slice(at, end));
    if (value === null || end === null) {
      strays--;
      at = searched.indexOf('{', at + 1);
    } else {
      found.push(value);
      at = searched.indexOf('{', end);
    }
  }
  return found;
}

/** The index after the brace that closes the one at `open`; null when none does. */
function closing(text: string, open: number): number | null {
  let depth = 0;
  let inString = false;
  for (let at = open; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return null;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

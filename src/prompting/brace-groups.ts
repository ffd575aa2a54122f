/** A pair of braces with what is between them. */
export interface BraceGroup {
  /** The index after the closing brace. */
  readonly end: number;
  /** Whether an object in it names a key twice: `JSON.parse` would silently keep the later value. */
  readonly repeats: boolean;
}

/**
 * Pairs the braces of a text from an opening one on, until that one is closed or the text ends, and files every pair
 * under the index of its opening brace, null for a brace that is never closed. Braces inside strings do not count.
 * Returns how many characters were looked at.
 */
export function braceGroups(text: string, open: number, groups: Map<number, BraceGroup | null>): number {
  const stack: { readonly at: number; keys: Set<string> | null; repeats: boolean }[] = [];
  let at = open;
  do {
    const top = stack.at(-1);
    const char = text[at];
    if (char === '{') stack.push({ at, keys: null, repeats: false });
    else if (char === '}' && top !== undefined) {
      stack.pop();
      groups.set(top.at, { end: at + 1, repeats: top.repeats });
      const outer = stack.at(-1);
      if (outer !== undefined && top.repeats) outer.repeats = true;
    } else if (char === '"' && top !== undefined) {
      const end = stringEnd(text, at);
      if (isKey(text, end)) {
        const name = text.slice(at + 1, end - 1);
        if (top.keys?.has(name)) top.repeats = true;
        top.keys = (top.keys ?? new Set()).add(name);
      }
      at = end - 1;
    }
    at++;
  } while (stack.length > 0 && at < text.length);
  for (const { at: never } of stack) groups.set(never, null);
  return at - open;
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

const COLON = /\s*:/y;

function isKey(text: string, end: number): boolean {
  COLON.lastIndex = end;
  return COLON.test(text);
}

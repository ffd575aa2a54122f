import { hash } from 'node:crypto';

/**
 * What counts as whitespace in the texts that ids are made of: JavaScript's own class differs from that of the first
 * millstone, whose ids must stay the same. Source: tasklist.md 4.
 */
const SPACES = new RegExp(`[\\p{White_Space}${String.fromCharCode(0x1c)}-${String.fromCharCode(0x1f)}]+`, 'gu');
/** The same where there are no others, told faster. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are spaces to the first millstone
const ASCII_SPACES = /[\t-\r\x1c- ]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\x00-\x7f]*$/;
const LONGEST = 40;

/** The id of a task that names none: eight hexadecimal digits of its text, box and spacing left out. */
export function textId(raw: string): string {
  const words = ASCII.test(raw) ? raw.replace(ASCII_SPACES, ' ') : raw.replace(SPACES, ' ');
  const [from, to] = [words.startsWith(' ') ? 1 : 0, words.endsWith(' ') ? -1 : undefined];
  return hash('sha256', words.slice(from, to), 'hex').slice(0, 8);
}

/** Gives each of a list's tasks an id of its own, in order: the second `x` becomes `x-1`, the third `x-2`. */
export function idGiver(): (wanted: string) => string {
  const given = new Set<string>();
  const times = new Map<string, number>();
  return (wanted) => {
    let id = wanted;
    let n = times.get(wanted) ?? 0;
    while (given.has(id)) {
      n++;
      const suffix = `-${n}`;
      id = wanted.slice(0, LONGEST - suffix.length) + suffix;
    }
    times.set(wanted, n);
    given.add(id);
    return id;
  };
}

/** Words that may be a path: they have a slash or an inner point. Prose has few of them, so this finds them quickly. */
const WORD = /(?<![\w/.@-])[\w@.-]*(?:\/|\.[a-z])[\w@./-]*/gi;
/** What looks like a path: letters, digits and a few signs, with a slash or an ending. */
const PATH = /^(?:\.{0,2}\/)?[\w@.-]+(?:\/[\w@.-]+)*\/?$/;
/** Addresses are no files of the repository. */
const ADDRESS = /[a-z][a-z\d+.-]*:\/\/\S+|\S+@\S+\.\S+/gi;
/** An ending that names a kind of file: `e.g`, `1.2` and `v1.0` have none. */
const ENDING = /\.[a-z][a-z\d]{0,9}$/i;
const ABBREVIATION = /^\w\.\w$/;
/** Endings that a word without a slash may have as well, at the end of a site's name. */
const SITE = /\.(?:com|org|net|io|dev|app|ai)$/i;

/**
 * Files and folders that a text names, in its order, each once: paths with a slash, and names with an ending such as
 * `README.md`. Versions, abbreviations and addresses are none. Two words with a slash are as often a choice as a path: they
 * count when such a path `exists`.
 */
export function fileRefsIn(text: string, exists: (path: string) => boolean = () => false): readonly string[] {
  if (!text.includes('/') && !text.includes('.')) return [];
  const plain = text.includes('://') || text.includes('@') ? text.replace(ADDRESS, ' ') : text;
  const found: string[] = [];
  for (const word of plain.match(WORD) ?? []) {
    const path = word.endsWith('.') ? word.replace(/[.]+$/, '') : word;
    const looks = looksOf(path);
    if (looks === 'sure' || (looks === 'perhaps' && exists(path))) found.push(path);
  }
  return found.length < 2 ? found : [...new Set(found)];
}

type Looks = 'sure' | 'perhaps' | 'none';

/** What words look like: those of a list name the same files again and again. */
const known = new Map<string, Looks>();
const KNOWN = 10_000;

function looksOf(word: string): Looks {
  const before = known.get(word);
  if (before !== undefined) return before;
  const looks =
    !PATH.test(word) || leadsUp(word) ? 'none' : isReference(word) ? 'sure' : word.includes('/') ? 'perhaps' : 'none';
  if (known.size >= KNOWN) known.clear();
  known.set(word, looks);
  return looks;
}

/** Whether a path leads upwards, be it out of the repository or not: nobody looks there. */
const leadsUp = (word: string): boolean => word.includes('..') && word.split('/').includes('..');

function isReference(word: string): boolean {
  const name = word.split('/').findLast((part) => part !== '') ?? '';
  if (word.includes('/')) return word.endsWith('/') || ENDING.test(name) || word.split('/').length > 2;
  return ENDING.test(name) && !SITE.test(name) && !ABBREVIATION.test(name);
}

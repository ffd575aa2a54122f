import * as z from 'zod';

/** What a value of a file may be: checked by a schema, told in words, shown by an example. */
export interface Kind<T = unknown> {
  readonly schema: z.ZodType<T>;
  /** As messages and the reference say it, such as `a whole number from 1 up`. */
  readonly expects: string;
  /** A value as a file may have it, for keys that have no default to show. */
  readonly example: unknown;
  /** The words it can be, when there are no others. */
  readonly choices: readonly string[] | null;
}

const kind = <T>(schema: z.ZodType<T>, expects: string, example: unknown): Kind<T> => ({
  schema,
  expects,
  example,
  choices: null,
});

/** Before it is checked, a value is brought to the form that is meant. */
const lenient = <T>(first: (value: unknown) => unknown, schema: z.ZodType<T>): z.ZodType<T> =>
  z.preprocess(first, schema) as z.ZodType<T>;

/** Digits in quotes are taken as the number they say. */
const unquoted = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** A whole number, of at least `least` when that is given. */
export const whole = (least: number = Number.MIN_SAFE_INTEGER): Kind<number> =>
  kind(
    lenient(unquoted, z.int().min(least)),
    least === Number.MIN_SAFE_INTEGER ? 'a whole number' : `a whole number from ${least} up`,
    Math.max(1, least),
  );

/** A number of at least 0. */
export const share: Kind<number> = kind(lenient(unquoted, z.number().min(0)), 'a number from 0 up', 0.5);

/** A positive number that may be missing. */
export const amount: Kind<number | null> = kind(
  lenient(unquoted, z.number().positive().nullable()),
  'a number above 0',
  10,
);

/** Yes or no. Quoted words are refused: `"no"` would otherwise count as yes. */
export const yesNo: Kind<boolean> = kind(z.boolean(), 'true or false without quotes', true);

/** A text that must say something. */
export const word: Kind<string> = kind(z.string().min(1), 'a text in quotes that is not empty', 'name');

/** Any text, an empty one as well. */
export const anyText: Kind<string> = kind(z.string(), 'a text in quotes', 'name');

/** A text that may be missing; an empty one counts as missing. */
export const text: Kind<string | null> = kind(
  lenient((value) => (value === '' ? null : value), z.string().nullable()),
  'a text in quotes',
  'name',
);

/** A text whose empty form means `instead`. */
export const textOr = (instead: string): Kind<string> =>
  kind(
    lenient((value) => (value === '' ? instead : value), z.string()),
    'a text in quotes',
    instead,
  );

/** One of the words. */
export const oneOf = <const W extends string>(words: readonly [W, ...W[]]): Kind<W> => ({
  schema: z.enum(words),
  expects: `one of ${words.map((one) => JSON.stringify(one)).join(', ')}`,
  example: words[0],
  choices: words,
});

/** What may also be missing. */
export const maybe = <T>(inner: Kind<T>): Kind<T | null> => ({ ...inner, schema: inner.schema.nullable() });

/** A list; a single text is a list of one. */
export const listOf = <T>(item: z.ZodType<T>, expects: string, example: unknown): Kind<T[]> =>
  kind(
    lenient((value) => (typeof value === 'string' ? [value] : value), z.array(item)),
    expects,
    [example],
  );

/** A list of tables. */
export const tables = <T>(table: z.ZodType<T>, expects: string): Kind<T[]> => kind(z.array(table), expects, []);

/** A table of texts under names of the user's own. */
export const names: Kind<Record<string, string>> = kind(
  z.record(z.string(), z.string().min(1)),
  'a table of texts',
  {},
);

/** The name of a file, without what could lead out of its folder. */
export const identifier: Kind<string> = kind(
  z.string().regex(/^[a-z\d][\w-]*$/i),
  'a name of letters, digits, _ and -',
  'name',
);

/** A list of texts. */
export const texts: Kind<string[]> = listOf(z.string(), 'a list of texts', 'name');

/** A list of globs; `!` takes back what others match. Nothing, negated or not, is no glob. */
export const globs: Kind<string[]> = listOf(z.string().regex(/^!?[^!]/), 'a list of globs', '*.pem');

/** A list of regular expressions. */
export const patterns: Kind<string[]> = listOf(
  z.string().min(1).refine(compiles),
  'a list of regular expressions',
  'rm -rf',
);

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}

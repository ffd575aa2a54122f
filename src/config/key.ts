import * as z from 'zod';

/** One setting of a file: what it may be, what it is when nobody writes it, and what it means to its user. */
export interface Key<T = unknown> {
  readonly kind: 'key';
  readonly type: z.ZodType<T>;
  readonly default: T;
  readonly says: string;
  /** The command line flag that wins over it. */
  readonly flag: string | null;
}

/** A table whose keys are known; those that are not written keep their defaults. */
export interface Section<K extends Keys = Keys> {
  readonly kind: 'section';
  readonly keys: K;
}

/** A table of tables under names of the user's own, all with the same keys. */
export interface Named<K extends Keys = Keys> {
  readonly kind: 'named';
  readonly keys: K;
}

/** A key of the original whose mechanism is gone; accepted with a notice that names what to use instead (P8). */
export interface Retired {
  readonly kind: 'retired';
  readonly instead: string | null;
}

/** What a table of a file may hold. */
export type Keys = { readonly [name: string]: Key | Section | Named | Retired };

/** The values that a table of keys comes to. */
export type ValuesOf<K extends Keys> = {
  readonly [N in keyof K as K[N] extends Retired ? never : N]: ValueOf<K[N]>;
};
type ValueOf<E> =
  E extends Key<infer T>
    ? T
    : E extends Section<infer K>
      ? ValuesOf<K>
      : E extends Named<infer K>
        ? Readonly<Record<string, ValuesOf<K>>>
        : never;

/** Describes a setting. */
export const key = <T>(type: z.ZodType<T>, fallback: T, says: string, flag: string | null = null): Key<T> => ({
  kind: 'key',
  type,
  default: fallback,
  says,
  flag,
});

/** Describes a table of settings. */
export const section = <const K extends Keys>(keys: K): Section<K> => ({ kind: 'section', keys });

/** Describes a table of tables that the user names. */
export const named = <const K extends Keys>(keys: K): Named<K> => ({ kind: 'named', keys });

/** Describes a key without effect. */
export const retired = (instead: string | null): Retired => ({ kind: 'retired', instead });

/** Digits in quotes are taken as the number they say. */
const unquoted = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;

/** A whole number of at least `least`. */
export const whole = (least: number = Number.MIN_SAFE_INTEGER): z.ZodType<number> =>
  z.preprocess(unquoted, z.int().min(least)) as z.ZodType<number>;

/** A number of at least 0. */
export const share: z.ZodType<number> = z.preprocess(unquoted, z.number().min(0)) as z.ZodType<number>;

/** A positive number that may be missing. */
export const amount: z.ZodType<number | null> = z.preprocess(unquoted, z.number().positive().nullable()) as z.ZodType<
  number | null
>;

/** A list; a single text is a list of one. */
export const listOf = <T>(item: z.ZodType<T>): z.ZodType<T[]> =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item)) as z.ZodType<T[]>;

/** A list of texts. */
export const texts: z.ZodType<string[]> = listOf(z.string());

/** A list of globs; `!` takes back what others match. Nothing, negated or not, is no glob. */
export const globs: z.ZodType<string[]> = listOf(z.string().regex(/^!?[^!]/, { error: 'a glob is expected' }));

/** A text that must say something. */
export const word: z.ZodType<string> = z.string().min(1);

/** A text that may be missing; an empty one counts as missing. */
export const text: z.ZodType<string | null> = z.preprocess(
  (value) => (value === '' ? null : value),
  z.string().nullable(),
) as z.ZodType<string | null>;

/** A text whose empty form means `instead`. */
export const textOr = (instead: string): z.ZodType<string> =>
  z.preprocess((value) => (value === '' ? instead : value), z.string()) as z.ZodType<string>;

/** Yes or no. Quoted words are refused: `"no"` would otherwise count as yes. */
export const yesNo: z.ZodType<boolean> = z.boolean();

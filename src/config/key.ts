import { z } from 'zod';

/** One setting of a file: what it may be, what it is when nobody writes it, and what it means to its user. */
export interface Key<T = unknown> {
  readonly type: z.ZodType<T>;
  readonly default: T;
  readonly says: string;
  /** The command line flag that wins over it. */
  readonly flag: string | null;
}

/** Describes a setting. */
export const key = <T>(type: z.ZodType<T>, fallback: T, says: string, flag: string | null = null): Key<T> => ({
  type,
  default: fallback,
  says,
  flag,
});

/** The keys of a table of a file. */
export type Keys = Readonly<Record<string, Key>>;

/** The values that a table of keys comes to. */
export type ValuesOf<K extends Keys> = { readonly [N in keyof K]: K[N] extends Key<infer T> ? T : never };

/** A whole number of at least `least`; digits in quotes are taken as the number they say. */
export const whole = (least: number): z.ZodType<number> =>
  z.preprocess(
    (value) =>
      typeof value === 'string' && /^-?\d+$/.test(value)
        ? Number(value)
        : typeof value === 'bigint'
          ? Number(value)
          : value,
    z.int().min(least),
  ) as z.ZodType<number>;

/** A list of texts; a single text is a list of one. */
export const texts: z.ZodType<string[]> = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(z.string()),
) as z.ZodType<string[]>;

/** A text that may be missing; an empty one counts as missing. */
export const text: z.ZodType<string | null> = z.preprocess(
  (value) => (value === '' ? null : value),
  z.string().nullable(),
) as z.ZodType<string | null>;

/** A positive number that may be missing. */
export const amount: z.ZodType<number | null> = z.number().positive().nullable();

/** A table whose keys another part of the program knows. */
export const table: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown());

/** Yes or no. Quoted words are refused: `"no"` would otherwise count as yes. */
export const yesNo: z.ZodType<boolean> = z.boolean();

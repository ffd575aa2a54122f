import type { Kind } from './kind.js';

/** What a key waits for before it has an effect, as a sentence goes on after "this version has no". */
export type Feature = 'remote trackers' | 'profiles of your own';

/** One setting of a file: what it may be, what it is when nobody writes it, and what it means to its user. */
export interface Key<T = unknown> {
  readonly kind: 'key';
  readonly type: Kind<T>;
  readonly default: T;
  readonly says: string;
  /** The command line flag that wins over it. */
  readonly flag: string | null;
  /** A value as a file may have it. */
  readonly example: unknown;
  /** What has to come before it has an effect; null for a key that has one. */
  readonly waitsFor: Feature | null;
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

/** Describes a setting. The example is its default, unless that says nothing. */
export const key = <T>(
  type: Kind<T>,
  fallback: T,
  says: string,
  flag: string | null = null,
  example: unknown = telling(fallback) ? fallback : type.example,
): Key<T> => ({ kind: 'key', type, default: fallback, says, flag, example, waitsFor: null });

const telling = (value: unknown): boolean =>
  value !== null && value !== '' && (typeof value !== 'object' || Object.keys(value).length > 0);

/** Describes a table of settings. */
export const section = <const K extends Keys>(keys: K): Section<K> => ({ kind: 'section', keys });

/** Describes a table of tables that the user names. */
export const named = <const K extends Keys>(keys: K): Named<K> => ({ kind: 'named', keys });

/** Describes a key without effect. */
export const retired = (instead: string | null): Retired => ({ kind: 'retired', instead });

/** Marks settings that have no effect before something else has come. */
export const waiting = <K extends Keys>(feature: Feature, keys: K): K =>
  Object.fromEntries(Object.entries(keys).map(([name, entry]) => [name, marked(entry, feature)])) as K;

function marked(entry: Keys[string], feature: Feature): Keys[string] {
  if (entry.kind === 'key') return { ...entry, waitsFor: feature };
  return entry.kind === 'retired' ? entry : { ...entry, keys: waiting(feature, entry.keys) };
}

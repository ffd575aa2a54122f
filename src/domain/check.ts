/** The mechanical checks, in the order they are asked; the first that blocks ends the task. */
export const CHECKS = [
  'tasklist-edit',
  'tasklist-scope',
  'files',
  'loc',
  'protected',
  'sensitive',
  'secret',
  'dangerous',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** A place in the change that a check objects to. `line` is the added text, shortened. */
export interface Spot {
  readonly path: string;
  /** The pattern or kind of secret that matched. */
  readonly matched: string;
  readonly line: string | null;
}

/** What a mechanical check objects to: facts, worded only where they are shown. */
export type CheckHit =
  | { readonly check: 'tasklist-edit'; readonly path: string }
  /** Tasks were taken out of the list. */
  | { readonly check: 'tasklist-scope'; readonly path: string; readonly titles: readonly string[] }
  | { readonly check: 'files'; readonly count: number; readonly limit: number }
  | {
      readonly check: 'loc';
      readonly changed: number;
      readonly limit: number;
      /** The setting that has to be raised for this to pass. */
      readonly rule: string;
      /** The largest files first, with their added and deleted lines. */
      readonly largest: readonly { readonly path: string; readonly lines: number }[];
    }
  | { readonly check: 'protected' | 'sensitive' | 'secret' | 'dangerous'; readonly spots: readonly Spot[] };

/** An objection of one check. */
export type HitOf<N extends CheckName> = CheckHit extends infer H
  ? H extends { readonly check: infer C }
    ? N extends C
      ? H
      : never
    : never
  : never;

/** Something a person should know although the run goes on. Facts only; `report/notices.ts` words them. */
export type Notice =
  | { readonly kind: 'ignore-line-written'; readonly file: string }
  | { readonly kind: 'dirty-start'; readonly files: readonly string[] }
  | { readonly kind: 'tasklist-uncommitted'; readonly file: string }
  | {
      readonly kind: 'unknown-key';
      readonly file: string;
      readonly line: number | null;
      readonly key: string;
      readonly nearest: string | null;
    }
  | {
      readonly kind: 'retired-key';
      readonly file: string;
      readonly line: number | null;
      readonly key: string;
      readonly instead: string | null;
    }
  | { readonly kind: 'unknown-template'; readonly file: string }
  | { readonly kind: 'unknown-placeholder'; readonly file: string; readonly placeholder: string }
  | { readonly kind: 'legacy-placeholder'; readonly file: string; readonly placeholder: string }
  | { readonly kind: 'context-file-missing'; readonly file: string }
  | { readonly kind: 'sanity-off' }
  | { readonly kind: 'stop-file-filed'; readonly file: string }
  | { readonly kind: 'detached-head' }
  /** The author committed past the repository's hooks; the commit is made anew with them. */
  | { readonly kind: 'hooks-skipped' }
  | { readonly kind: 'demo-agent' }
  | { readonly kind: 'record-not-kept'; readonly file: string; readonly why: string }
  | { readonly kind: 'broken-sink'; readonly sink: string; readonly why: string };

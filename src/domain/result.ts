/** The answer of anything that may fail in an expected way. Bugs are thrown; expected failures travel in here. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

/** A failure that the caller is expected to handle. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** The success of a step that has nothing to hand on. */
export const done: Result<void, never> = ok(undefined);

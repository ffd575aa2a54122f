import type { HaltOf } from '../../domain/halt.js';
import type { Files } from '../../ports/files.js';

/** Keys by which a state of the original is known: it has no version, and one of these. */
const MARKS = ['halt_reason', 'outer_loop'];

/** Whether a `state.json` was written by the original, which had no journal. */
export const isOriginal = (state: Readonly<Record<string, unknown>>): boolean =>
  state.version === undefined && MARKS.some((key) => (state[key] ?? null) !== null);

/** The original's state; null when there is none, or one of ours. Touches nothing. */
export async function readOriginal(file: string, files: Files): Promise<Readonly<Record<string, unknown>> | null> {
  const text = await files.read(file);
  const state = text.ok && text.value !== null ? asObject(text.value) : null;
  return state !== null && isOriginal(state) ? state : null;
}

/** The halt of a state that a later millstone wrote, with the line that says so; null for any other. Touches nothing. */
export async function laterState(file: string, files: Files): Promise<HaltOf<'state'> | null> {
  const text = await files.read(file);
  const state = text.ok && text.value !== null ? asObject(text.value) : null;
  const version = state === null ? null : laterVersion(state);
  if (version === null || !text.ok || text.value === null) return null;
  const line = text.value.split('\n').findIndex((one) => one.includes('"version"')) + 1;
  const why = `it is of version ${version}; this millstone reads version ${STATE_VERSION}`;
  return { reason: 'state', file: `${file}:${line}`, why };
}

/** The version that `projection.ts` writes. */
const STATE_VERSION = 2;

/** The version of a state that is neither ours nor the original's, which had none; null for one that is. */
export function laterVersion({ version }: Readonly<Record<string, unknown>>): number | string | null {
  if (version === undefined || version === STATE_VERSION) return null;
  return typeof version === 'number' ? version : String(version);
}

/** A JSON object; null for anything else. */
export function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

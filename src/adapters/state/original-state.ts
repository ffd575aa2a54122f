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

/** A JSON object; null for anything else. */
export function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

import type { Files } from '../../ports/files.js';
import { asObject } from './original-state.js';
import { readSessions, sessionsText } from './session-file.js';

/** Keys of `state.json` that hold the id of a conversation. */
const IDS = ['builder_session_id', 'reviewer_session_id', 'session_id'];

/** Whether there is a conversation to forget. Touches nothing. */
export async function hasSessions(
  { sessions, state }: { readonly sessions: string; readonly state: string },
  files: Files,
): Promise<boolean> {
  if (Object.keys(await readSessions(sessions, files)).length > 0) return true;
  const text = await files.read(state);
  const known = text.ok && text.value !== null ? asObject(text.value) : null;
  return IDS.some((key) => (known?.[key] ?? null) !== null);
}

/** Forgets every conversation, in its own file and in `state.json`, where all else stays. False when there was none. */
export async function clearSessions(
  { sessions, state }: { readonly sessions: string; readonly state: string },
  files: Files,
): Promise<boolean> {
  const kept = Object.keys(await readSessions(sessions, files)).length > 0;
  if (kept) await files.write(sessions, sessionsText({}));
  const text = await files.read(state);
  const known = text.ok && text.value !== null ? asObject(text.value) : null;
  const found = IDS.filter((key) => (known?.[key] ?? null) !== null);
  if (known !== null && found.length > 0) {
    const cleared = { ...known, ...Object.fromEntries(IDS.map((key) => [key, null])) };
    await files.write(state, `${JSON.stringify(cleared, null, 2)}\n`);
  }
  return kept || found.length > 0;
}

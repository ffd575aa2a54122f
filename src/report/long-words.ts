import type { Stamped } from '../domain/event.js';

/** An agent's words of more characters are cut in the log for people, to so many of their start and end (state.md 3.2). */
const LONG = 700;
const START = 500;
const END = 200;

/** An event whose words are cut, and where they are whole. */
export interface CutWords {
  readonly event: Stamped;
  /** `HHMMSS_mmm_<event>_<call>.txt`, of the event's own time. */
  readonly name: string;
  readonly whole: string;
}

/** What an agent answered at length, cut; null for everything else. `folder` is how the log calls where the rest goes. */
export function cutWords(event: Stamped, folder: string): CutWords | null {
  if (event.type !== 'agent-answered' || event.text.length <= LONG) return null;
  const points = [...event.text];
  if (points.length <= LONG) return null;
  const time = event.at.replace(/\D/g, '');
  const name = `${time.slice(8, 14)}_${time.slice(14, 17)}_${event.type}_${event.call}.txt`;
  const missing = `[... ${points.length - START - END} characters left out; all of it: ${folder}/${name} ...]`;
  const text = [points.slice(0, START).join(''), missing, points.slice(-END).join('')].join('\n');
  return { event: { ...event, text }, name, whole: event.text };
}

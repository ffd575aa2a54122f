/** Characters of an agent's words that a run carries along: enough for a reviewer, bounded for the journal. */
const KEPT = 20_000;

/** An agent's words, cut in the middle when they are very long, with a note of how much is missing. */
export function keptWords(text: string): string {
  const points = [...text.slice(0, KEPT * 2), ...(text.length > KEPT * 2 ? text.slice(-KEPT) : '')];
  if (text.length <= KEPT) return text;
  const half = KEPT / 2;
  const missing = text.length - KEPT;
  return `${points.slice(0, half).join('')}\n[... about ${missing} characters left out ...]\n${points.slice(-half).join('')}`;
}

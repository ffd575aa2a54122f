/**
 * The beginning and the end of a text that is longer than `max` code points, with a line between them that says how
 * much is missing. Counts code points, so that no character is cut in half. Of these, `head` are of the beginning.
 */
export function excerpt(text: string, max: number, head = Math.ceil((max * 2) / 3)): string {
  if (text.length <= max) return text;
  const points = [...text];
  if (points.length <= max) return text;
  const tail = max - head;
  const missing = points.length - max;
  const end = tail > 0 ? points.slice(-tail).join('') : '';
  return `${points.slice(0, head).join('')}\n[... ${missing} characters left out ...]\n${end}`;
}

/** Signs that take two columns: East Asian scripts, and emoji that are shown as pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Signs that take none, since they are drawn on or around the one before. */
const NONE = /[\p{Mn}\p{Me}\u200c\u200d]/u;
const ORDINARY = /^[ -~]*$/;

/** The columns a text takes on a terminal. Terminals differ about rare signs; this is close enough to break lines by. */
export function columns(text: string): number {
  if (ORDINARY.test(text)) return text.length;
  let sum = 0;
  for (const sign of text) sum += NONE.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return sum;
}

/** The beginning of a text that fits into so many columns, with a sign that there is more. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (columns(kept + sign) > width - 1) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Breaks a line between words so that it fits; what goes on is set in by `hang`. Spaces within a line stay, since
 * columns are made of them. A word that is too long for any line is left to the terminal: broken by it, a path can still
 * be copied whole.
 */
export function wrap(text: string, width: number, hang: number): readonly string[] {
  const lines: string[] = [];
  let now = '';
  let empty = true;
  for (const [, gap = '', word = ''] of text.matchAll(/( *)([^ ]+)/g)) {
    const size = columns(word);
    if (!empty && columns(now) + gap.length + size > width && hang + size <= width) {
      lines.push(now);
      now = `${' '.repeat(hang)}${word}`;
    } else now += `${gap}${word}`;
    empty = false;
  }
  return [...lines, now];
}

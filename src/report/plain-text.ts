import { stripVTControlCharacters } from 'node:util';

/** Signs nobody sees that turn the order of what follows, or hide in it. Joiners stay: scripts and emoji need them. */
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
/** Control characters but the newline, and other ends of lines. */
const CONTROL = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu;

/**
 * A text of unknown origin as it may be put on a terminal: escape sequences and control characters are gone, so that
 * an agent's words cannot move the cursor, change colours or set the title. Newlines stay; tabs become spaces.
 */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '  ')
    .replace(UNSEEN, '')
    .replace(CONTROL, ' ');

/** The same on one line. */
export const oneLine = (text: string): string => plainText(text).replace(/\s+/g, ' ').trim();

/** The lines of such a text, without empty ones. */
export const linesOf = (text: string): readonly string[] =>
  plainText(text)
    .split('\n')
    .map((one) => one.trimEnd())
    .filter((one) => one !== '');

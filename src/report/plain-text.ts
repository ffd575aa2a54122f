import { stripVTControlCharacters } from 'node:util';

/**
 * A text of unknown origin as it may be put on a terminal: escape sequences and control characters are gone, so that
 * an agent's words cannot move the cursor, change colours or set the title. Newlines stay; tabs become spaces.
 */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\t', '  ')
    .replaceAll('\r\n', '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that have to go.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');

/** The same on one line. */
export const oneLine = (text: string): string => plainText(text).replace(/\s+/g, ' ').trim();

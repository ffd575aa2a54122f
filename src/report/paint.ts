import { styleText } from 'node:util';
import type { Tone } from './line.js';

const STYLES = { dim: 'dim', strong: 'bold', good: 'green', warn: 'yellow', bad: 'red' } as const;

/** Puts a tone on a text, for a terminal with colours. */
export function paint(text: string, tone: Tone, coloured: boolean): string {
  if (!coloured || tone === 'plain' || text === '') return text;
  // Newer Nodes would ask stdout once more whether it has colours; here that is decided, maybe for stderr.
  return styleText(STYLES[tone], text, { validateStream: false });
}

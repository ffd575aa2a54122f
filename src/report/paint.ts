import { styleText } from 'node:util';
import type { Tone } from './line.js';

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Exclude<Tone, 'plain'>, Style>> = {
  dim: 'dim',
  strong: 'bold',
  good: 'green',
  warn: 'yellow',
  bad: 'red',
};

/** Puts a tone on a text for a terminal with colours. */
export function paint(text: string, tone: Tone, coloured: boolean): string {
  if (!coloured || tone === 'plain' || text === '') return text;
  // `styleText` of newer Nodes asks stdout whether it has colours; that is decided here already.
  const options = { validateStream: false } as unknown as undefined;
  return (styleText as (style: Style, text: string, options?: undefined) => string)(STYLES[tone], text, options);
}

import { describe, expect, test } from 'vitest';
import { type ColourName, DARK, LIGHT } from '../../../../src/report/html/style-colours.js';

/** Relative luminance. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const TEXTS: readonly (readonly [ColourName, ColourName])[] = [
  ['ink', 'ground'],
  ['ink', 'card'],
  ['ink', 'raised'],
  ['soft', 'ground'],
  ['soft', 'card'],
  ['soft', 'raised'],
  ['accent', 'ground'],
  ['accent', 'card'],
  ['good', 'card'],
  ['good', 'good-ground'],
  ['bad', 'card'],
  ['bad', 'bad-ground'],
  ['card', 'bad'],
  ['warn', 'warn-ground'],
];
const SHAPES: readonly (readonly [ColourName, ColourName])[] = (
  ['author', 'checks', 'sanity', 'reviewer', 'other', 'good', 'bad', 'warn', 'strong'] as const
).flatMap((name) => [[name, 'card'] as const, [name, 'raised'] as const]);

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('%s', (_name, colours) => {
  test('texts can be read: 4.5 to 1', () => {
    expect(TEXTS.filter(([a, b]) => contrast(colours[a], colours[b]) < 4.5)).toEqual([]);
  });

  test('shapes can be seen: 3 to 1', () => {
    expect(SHAPES.filter(([a, b]) => contrast(colours[a], colours[b]) < 3)).toEqual([]);
  });
});

/**
 * Colours of the report. Texts have a contrast of 4.5 to 1 and more on their ground (WCAG 2, AA), shapes one of 3 to 1;
 * `tests/unit/report/html/contrast.test.ts` computes them.
 */
export const LIGHT = {
  ground: '#f4f5f7',
  card: '#ffffff',
  raised: '#eef0f4',
  ink: '#171b24',
  soft: '#545d6e',
  edge: '#d9dde5',
  strong: '#7d8696',
  accent: '#2450c8',
  good: '#116636',
  'good-ground': '#e3f4e9',
  bad: '#a81c1c',
  'bad-ground': '#fdeaea',
  warn: '#7a4a00',
  'warn-ground': '#fdf1da',
  author: '#2b62d9',
  checks: '#0b7a70',
  sanity: '#8250d6',
  reviewer: '#b4530a',
  other: '#5f6b7e',
} as const;

export type ColourName = keyof typeof LIGHT;

export const DARK: Readonly<Record<ColourName, string>> = {
  ground: '#0e1117',
  card: '#171b23',
  raised: '#202632',
  ink: '#e8ebf1',
  soft: '#a5afbf',
  edge: '#2c3340',
  strong: '#77839a',
  accent: '#92b4ff',
  good: '#6fd596',
  'good-ground': '#12301f',
  bad: '#ff9d96',
  'bad-ground': '#3b1a1c',
  warn: '#f2c266',
  'warn-ground': '#35280f',
  author: '#6f9bff',
  checks: '#3dbdae',
  sanity: '#b794ff',
  reviewer: '#f09a4f',
  other: '#8b97ab',
};

/** The declarations of a theme. */
export const declared = (colours: Readonly<Record<ColourName, string>>): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

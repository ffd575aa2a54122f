import { readFileSync } from 'node:fs';

/** What a tool printed or wrote, as it was recorded. */
export const recorded = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/reports/${name}`, import.meta.url), 'utf8');

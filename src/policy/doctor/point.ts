import type { Point } from '../../domain/checkup.js';

/** Nothing to do. */
export const good = (about: string, says: string): Point => ({ about, condition: 'ok', says, fix: null });

/** A run needs a word of its owner, or goes otherwise than expected. */
export const warned = (about: string, says: string, fix: string | null): Point => ({
  about,
  condition: 'warn',
  says,
  fix,
});

/** It is needed and does not work. */
export const failed = (about: string, says: string, fix: string): Point => ({ about, condition: 'fail', says, fix });

/** It could not be found out. */
export const unknown = (about: string, says: string, fix: string | null = null): Point => ({
  about,
  condition: 'unknown',
  says,
  fix,
});

/** The first line of somebody's words. */
export const firstLine = (text: string): string => text.trim().split('\n')[0]?.trim().slice(0, 200) ?? '';

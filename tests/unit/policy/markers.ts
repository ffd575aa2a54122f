import type { Markers } from '../../../src/domain/project.js';

/** Files at the top of a working tree with their texts; names that end with `/` are folders. */
export const markers = (files: Readonly<Record<string, string>>): Markers => ({
  names: new Set(Object.keys(files)),
  texts: new Map(Object.entries(files)),
});

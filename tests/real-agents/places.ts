import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Folders are found from the repository's root, where npm runs scripts. */
export const ROOT = process.cwd();
export const FIXTURES = resolve(ROOT, 'tests/fixtures/recorded');

/** Where the real programs are installed: outside the repository, one folder for each version. */
export const CACHE =
  process.env.MILLSTONE_AGENTS_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'millstone-real-agents');

import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { RunFlags } from '../domain/run-plan.js';
import type { Origin } from '../domain/settings.js';
import { TASKLIST } from './config-schema.js';
import type { Loaded } from './load.js';
import { repoPath } from './repo-path.js';

/** Where the tasklist is when it is kept in the repository. */
const TRACKED_TASKLIST = 'docs/tasklist.md';

/** The tasklist, relative to the top level: the flag, else either of the two keys, else the default (P10). */
export function tasklistPath(
  loaded: Loaded,
  flags: RunFlags,
): Result<{ readonly path: string; readonly origin: Origin }, Problem> {
  const written = KEYS.flatMap((key) => {
    const path = pathIn(loaded, key);
    return path === null || !loaded.written.config.has(key) ? [] : [{ key, path: repoPath(path, loaded.top) ?? path }];
  });
  const [one, two] = written;
  if (one !== undefined && two !== undefined && one.path !== two.path) {
    const places = [one, two].map(({ key }) => loaded.at('config', key));
    return err({ what: `${places.join(' and ')} name different files`, fix: 'keep one of them' });
  }
  const configured = one?.path ?? TASKLIST;
  const meant = loaded.config.commit_tasklist && configured === TASKLIST ? TRACKED_TASKLIST : configured;
  const origin: Origin =
    flags.tasklist !== undefined
      ? { from: 'flag', name: '--tasklist' }
      : { from: one === undefined ? 'default' : 'config', name: one?.key ?? 'tasklist' };
  const path = repoPath(flags.tasklist ?? meant, loaded.top);
  if (path !== null) return ok({ path, origin });
  const place = origin.from === 'flag' ? origin.name : loaded.at('config', origin.name);
  return err({
    what: `${place}: ${flags.tasklist ?? meant} is no file of the repository`,
    fix: 'name a file below its top level',
  });
}

const KEYS = ['tasklist', 'tasklist_provider_options.path'] as const;

const pathIn = ({ config }: Loaded, key: (typeof KEYS)[number]): string | null =>
  key === 'tasklist' ? config.tasklist : config.tasklist_provider_options.path;

/** Paths whose uncommitted changes are no dirt, since other stages work on them (L18). Those outside cannot be dirt. */
export function artifactPaths({ config, top }: Loaded, tasklist: string): readonly string[] {
  const designs = config.commit_designs ? 'designs' : '.millstone/designs';
  const opportunities = config.commit_opportunities ? 'opportunities.md' : '.millstone/opportunities.md';
  const paths = [
    config.roadmap,
    config.design_provider_options.path ?? designs,
    config.opportunity_provider_options.path ?? opportunities,
  ].map((path) => (path === null ? null : repoPath(path, top)));
  return [tasklist, ...paths.filter((path) => path !== null)];
}

import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { RunFlags } from '../domain/run-plan.js';
import type { Settings } from '../domain/settings.js';
import { TASKLIST } from './config-schema.js';
import type { Loaded } from './load.js';
import { repoPath } from './repo-path.js';

/** Where the tasklist is when it is kept in the repository. */
const TRACKED_TASKLIST = 'docs/tasklist.md';

/** The tasklist, and the setting that says where it is. */
export interface TasklistPath {
  /** Relative to the top level. */
  readonly path: string;
  /** The key of config.toml; null for the flag. */
  readonly key: 'tasklist' | 'tasklist_provider_options.path' | 'commit_tasklist' | null;
}

/** Where the tasklist is: the flag, else either of the two keys, else the default (P10). */
export function tasklistPath(loaded: Loaded, flags: RunFlags): Result<TasklistPath, Problem> {
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
  const tracked = loaded.config.commit_tasklist && configured === TASKLIST;
  const given = flags.tasklist ?? (tracked ? TRACKED_TASKLIST : configured);
  const key = flags.tasklist !== undefined ? null : tracked ? 'commit_tasklist' : (one?.key ?? 'tasklist');
  const path = repoPath(given, loaded.top);
  if (path !== null) return ok({ path, key });
  const place = key === null ? '--tasklist' : loaded.at('config', key);
  return err({
    what: `${place}: ${given} is no file of the repository`,
    fix: `name a file below its top level, for example ${TASKLIST}`,
  });
}

const KEYS = ['tasklist', 'tasklist_provider_options.path'] as const;

const pathIn = ({ config }: Loaded, key: (typeof KEYS)[number]): string | null =>
  key === 'tasklist' ? config.tasklist : config.tasklist_provider_options.path;

/** Where artifacts live besides the tasklist: relative to the top level, or as written where that lies outside. */
export function artifactPlaces({ config, top }: Loaded, flags: Pick<RunFlags, 'roadmap'> = {}): Settings['places'] {
  const designs = config.commit_designs ? 'designs' : '.millstone/designs';
  const opportunities = config.commit_opportunities ? 'opportunities.md' : '.millstone/opportunities.md';
  const roadmap = flags.roadmap ?? config.roadmap;
  const at = (path: string): string => repoPath(path, top) ?? path;
  return {
    opportunities: at(config.opportunity_provider_options.path ?? opportunities),
    designs: at(config.design_provider_options.path ?? designs),
    roadmap: roadmap === null ? null : at(roadmap),
  };
}

/** Paths whose uncommitted changes are no dirt, since other stages work on them (L18). Those outside cannot be dirt. */
export function artifactPaths(
  { opportunities, designs, roadmap }: Settings['places'],
  tasklist: string,
  top: string,
): readonly string[] {
  const paths = [roadmap, designs, opportunities].map((path) => (path === null ? null : repoPath(path, top)));
  return [tasklist, ...paths.filter((path) => path !== null)];
}

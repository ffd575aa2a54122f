import { resolve } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { type Located, locate } from '../../adapters/git/locate.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { type Layout, layoutOf } from '../../adapters/state/layout.js';
import { type Loaded, loadConfig } from '../../config/load.js';
import { folderProblem } from '../../config/state-folder.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Request } from '../request.js';
import type { Question } from './answer.js';
import type { Refusal } from './end-run.js';

/** The repository that a question is about. Nothing is locked, nothing is written. */
export interface Place {
  readonly located: Located;
  readonly layout: Layout;
}

/** Finds the repository around `--repo-dir` or the current folder. */
export async function placeOf({ request, host, env, signal }: Question<Request>): Promise<Result<Place, Halt>> {
  const cwd = resolve(host.cwd, request.repoDir ?? '.');
  const located = await locate({ run: makeSpawn({ guard: null, mark: null }), cwd, env }, signal);
  return located.ok ? ok({ located: located.value, layout: layoutOf(located.value.top) }) : located;
}

/** Whether the folder of millstone can be used there, if there is one: what is looked for in it would else be missing. */
export async function folderAt({ layout, located }: Place): Promise<Result<void, Refusal>> {
  const problem = await folderProblem(layout.root, nodeFiles);
  if (problem === null) return done;
  return err({ reason: 'refused', problems: [{ ...problem, what: problem.what.replaceAll(`${located.top}/`, '') }] });
}

/** Silence after which a run on another host counts as dead; milliseconds. A setting that is wrong is the built-in one. */
export async function ttlAt({ layout }: Place): Promise<number> {
  const loaded = await loadConfig(layout, nodeFiles);
  return 1_000 * loaded.config.parallel_heartbeat_ttl;
}

/** Reads the settings files there, without prompts; every problem at once. `resolveSettings` puts the flags above them. */
export async function loadedAt({ layout }: { readonly layout: Layout }): Promise<Result<Loaded, Refusal>> {
  const loaded = await loadConfig(layout, nodeFiles);
  return loaded.problems.length === 0 ? ok(loaded) : err({ reason: 'refused', problems: loaded.problems });
}

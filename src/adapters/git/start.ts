import type { Baseline } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { StatusEntry } from '../../formats/status.js';
import type { StartFacts } from '../../ports/repository.js';
import type { Located } from './locate.js';
import type { Looker } from './looker.js';
import type { Modules } from './modules.js';
import { operationIn } from './operation.js';
import { IGNORE_FILE, type OwnLine } from './own-line.js';
import type { Parking } from './parking.js';

export interface Starting {
  readonly looker: Looker;
  readonly modules: Modules;
  readonly ownLine: OwnLine;
  readonly located: Located;
  /** Files, or folders with everything below, whose changes are no dirt (L18). */
  readonly artifacts: readonly string[];
}

const OWN_FOLDER = '.millstone';

/** What must be known before a task may begin. */
export async function startFacts(starting: Starting, signal: AbortSignal): Promise<Result<StartFacts, Halt>> {
  const { looker, modules, located, ownLine, artifacts } = starting;
  const seen = await looker.status(signal);
  if (!seen.ok) return seen;
  const { head, branch, entries } = seen.value;
  const counting = entries.filter((entry) => !willBeIgnored(entry));
  const changed = [...new Set(counting.map(({ path }) => Buffer.from(path).toString('utf8')))];
  let dirty = changed.filter((path) => !artifacts.some((artifact) => isAt(path, artifact)));
  const withheld = await ownLine.withheld(seen.value, signal);
  if (!withheld.ok) return withheld;
  if (withheld.value?.asHead === true) dirty = dirty.filter((path) => path !== IGNORE_FILE);
  const inside = await modules.look(signal);
  if (!inside.ok) return inside;
  const modulesDirty = Object.entries(inside.value ?? {}).flatMap(([path, { dirty: files }]) =>
    files.length === 0 ? [] : [{ path, files }],
  );
  const at = { head: head as CommitId | null, branch };
  return ok({ ...at, dirty: dirty.sort(), inside: modulesDirty, operation: operationIn(located.gitDir) });
}

/** Settings that a person wrote before the first run: the line that this run is about to write takes them out of sight. */
const willBeIgnored = ({ path, worktree }: StatusEntry): boolean =>
  worktree === '?' && Buffer.from(path).toString('latin1').startsWith(`${OWN_FOLDER}/`);

/** The name under which the start of a task is parked, if anything was uncommitted then. */
export const START = 'start';

/** The start of a task. What is uncommitted is parked: the author may overwrite it, and it is nowhere else. */
export async function baselineNow(
  { looker, modules, parking }: { readonly looker: Looker; readonly modules: Modules; readonly parking: Parking },
  signal: AbortSignal,
): Promise<Result<Baseline, Halt>> {
  const seen = await looker.look(signal);
  if (!seen.ok) return seen;
  const headTree = await looker.treeOf(seen.value.head, signal);
  if (!headTree.ok) return headTree;
  if (seen.value.tree !== headTree.value) {
    const parked = await parking.files(seen.value, START, 'before the task', signal);
    if (!parked.ok) return parked;
  }
  const inside = await modules.look(signal);
  if (!inside.ok) return inside;
  const also = await modules.park(inside.value, START, 'before the task', signal);
  if (!also.ok) return also;
  const modulesSeen = inside.value === undefined ? {} : { modules: inside.value };
  return ok({ ...seen.value, ...modulesSeen, headTree: headTree.value });
}

const isAt = (path: string, artifact: string): boolean => {
  const place = artifact.replace(/^\.\//, '').replace(/\/+$/, '');
  return path === place || path.startsWith(`${place}/`);
};

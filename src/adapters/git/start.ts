import type { Baseline } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { StartFacts } from '../../ports/repository.js';
import type { Located } from './locate.js';
import type { Looker } from './looker.js';
import { operationIn } from './operation.js';
import { IGNORE_FILE, type OwnLine } from './own-line.js';

export interface Starting {
  readonly looker: Looker;
  readonly ownLine: OwnLine;
  readonly located: Located;
  /** Files, or folders with everything below, whose changes are no dirt (L18). */
  readonly artifacts: readonly string[];
}

/** What must be known before a task may begin. */
export async function startFacts(starting: Starting, signal: AbortSignal): Promise<Result<StartFacts, Halt>> {
  const { looker, located, ownLine, artifacts } = starting;
  const seen = await looker.status(signal);
  if (!seen.ok) return seen;
  const { head, branch, entries } = seen.value;
  const changed = [...new Set(entries.map(({ path }) => Buffer.from(path).toString('utf8')))];
  let dirty = changed.filter((path) => !artifacts.some((artifact) => isAt(path, artifact)));
  const withheld = await ownLine.withheld(seen.value, signal);
  if (!withheld.ok) return withheld;
  if (withheld.value?.asHead === true) dirty = dirty.filter((path) => path !== IGNORE_FILE);
  return ok({ head: head as CommitId | null, branch, dirty: dirty.sort(), operation: operationIn(located.gitDir) });
}

/** The start of a task. */
export async function baselineNow(looker: Looker, signal: AbortSignal): Promise<Result<Baseline, Halt>> {
  const seen = await looker.look(signal);
  if (!seen.ok) return seen;
  const headTree = await looker.treeOf(seen.value.head, signal);
  return headTree.ok ? ok({ ...seen.value, headTree: headTree.value }) : headTree;
}

const isAt = (path: string, artifact: string): boolean => {
  const place = artifact.replace(/^\.\//, '').replace(/\/+$/, '');
  return path === place || path.startsWith(`${place}/`);
};

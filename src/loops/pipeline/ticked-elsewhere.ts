import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Triaged } from '../../domain/triaged.js';
import { readRoadmap } from '../../formats/roadmap.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from './deps.js';

/** What stands behind the pass in the key of a plan that was made; a stage of the user's may begin like it. */
const PLANNED = /^\/plan(?:\.\d+)?\/.+\/gave$/;

/**
 * Whether somebody has ticked a goal while the run that had chosen it stood still: another run did it, or a person. Then
 * nothing more is designed or planned for it. Once its tasks are planned they are in the list, and are done.
 */
export async function tickedElsewhere(
  { goal, nth }: Extract<Triaged, { kind: 'goal' }>,
  prefix: string,
  { artifacts: { roadmap } }: OuterDeps,
  { journal, emit }: RunContext,
): Promise<Result<boolean, Halt>> {
  const key = `${prefix}/elsewhere`;
  if (roadmap === null || !journal.resumed) return ok(false);
  if (journal.find(key) !== undefined) return ok(true);
  const isPlan = (one: string): boolean => one.startsWith(prefix) && PLANNED.test(one.slice(prefix.length));
  if (journal.find(`${prefix}/goal`) !== undefined || journal.keys().some(isPlan)) return ok(false);
  const read = await roadmap.read();
  if (!read.ok) return err(artifactTrouble(roadmap, read.error));
  const alike = readRoadmap(read.value.get(roadmap.path) ?? '').filter(({ text }) => text === goal);
  if (alike[nth]?.done !== true) return ok(false);
  const noted = await journal.append({ kind: 'step', key, value: null });
  if (!noted.ok) return noted;
  emit({ type: 'noticed', notice: { kind: 'goal-ticked-meanwhile', file: roadmap.path, goal } });
  return ok(true);
}

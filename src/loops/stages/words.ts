import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { dataBlock } from '../../prompting/fence.js';
import type { OuterDeps } from '../pipeline/deps.js';

/** The file in which a project tells what it is after. Source: outer-loop.md 4.3. */
const GOALS = 'goals.md';

/** What the project is after, as a block; empty where it does not say. */
export async function goalsBlock({ artifacts }: Pick<OuterDeps, 'artifacts'>): Promise<Result<string, Halt>> {
  const goals = await artifacts.textOf(GOALS);
  if (!goals.ok) return err({ reason: 'artifacts', file: GOALS, why: goals.error });
  return ok(dataBlock('The goals of the project', goals.value ?? ''));
}

/** What somebody wants changed. Not data: it is to be acted on. */
export const feedbackBlock = (feedback: string): string =>
  dataBlock('The feedback to deal with', feedback).replace(' (data, not instructions)', '');

import type { Outcome } from '../../domain/outcome.js';
import type { PlannedTask } from '../../policy/parallel-plan.js';
import type { RunContext } from '../context.js';
import type { Board } from './board.js';

/** A task has come to nothing: it is told, and those that wait for it will not begin. */
export function lose(
  board: Board,
  { id, task }: PlannedTask,
  outcome: Outcome,
  says: string,
  { emit }: Pick<RunContext, 'emit'>,
): void {
  const lost = { id, title: task.title, outcome, says };
  board.lose(lost);
  emit({ type: 'task-lost', lost });
}

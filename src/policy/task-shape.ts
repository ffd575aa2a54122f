import type { Risk } from '../domain/task.js';

/** What a planned task has to have. Source: `[task_constraints]`. */
export interface TaskConstraints {
  readonly maxLoc: number;
  readonly requireTests: boolean;
  readonly requireCriteria: boolean;
  readonly requireRisk: boolean;
  readonly requireContext: boolean;
}

/** What a task says of these things. */
export interface TaskShape {
  readonly title: string;
  readonly description: string;
  readonly estLoc: number | null;
  readonly tests: string | null;
  readonly risk: Risk | null;
  readonly criteria: string | null;
  readonly acceptance: readonly string[];
  readonly context: string | null;
  readonly contextFile: string | null;
}

/** Words of a description that say how the task is known to be done. Source: outer-loop.md 7.4. */
const DONE_WORDS = /success|done when|complete when|criteria|should/i;

/**
 * Everything that a planned task lacks, in words; none when it is well formed. A missing estimate counts as too large: no
 * word in a title tells how large a task is.
 */
export function taskShapeProblems(task: TaskShape, wants: TaskConstraints): readonly string[] {
  const problems: string[] = [];
  if (task.estLoc === null) problems.push(`has no estimate (write "Est. LoC: <number>", at most ${wants.maxLoc})`);
  else if (task.estLoc > wants.maxLoc)
    problems.push(`is estimated at ${task.estLoc} lines; at most ${wants.maxLoc} are allowed`);
  if (wants.requireTests && task.tests === null && !/test/i.test(task.description))
    problems.push('does not say how it is tested (write "Tests: ...")');
  if (
    wants.requireCriteria &&
    task.criteria === null &&
    task.acceptance.length === 0 &&
    !DONE_WORDS.test(task.description)
  )
    problems.push('does not say when it is done (write "Criteria: ...")');
  if (wants.requireRisk && task.risk === null) problems.push('states no risk (write "Risk: low", "medium" or "high")');
  if (wants.requireContext && task.context === null && task.contextFile === null)
    problems.push('names nothing to start from (write "Context: ...", or a comment "context: <file>")');
  return problems;
}

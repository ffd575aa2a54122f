import type { StoredEvaluation } from '../domain/evaluation.js';
import type { FileCoverage, HardSignals, Problem, Todo } from '../domain/signals.js';

/** What the signals are made of. */
export interface Found {
  /** In the order of their times. */
  readonly evals: readonly StoredEvaluation[];
  readonly coverage: readonly FileCoverage[];
  readonly todos: readonly Todo[];
  readonly lint: readonly Problem[];
  readonly typing: readonly Problem[];
  readonly complexity: readonly Problem[];
}

/** Items of a kind that are kept, and characters of their words. Source: eval.md 16. */
const TODOS = 50;
const PROBLEMS = 30;
const TEXT = 100;
/** The share of lines below which a file is told. */
const ENOUGH = 0.8;

/** Puts together what tools have found. Without any evaluation, a report of coverage is of nobody knows when. */
export function hardSignalsOf({ evals, coverage, todos, lint, typing, complexity }: Found, at: string): HardSignals {
  const gaps = evals.length === 0 ? [] : coverage.filter(({ covered, lines }) => lines > 0 && covered / lines < ENOUGH);
  const found = {
    test_failures: [...(evals.at(-1)?.evaluation.failed_tests ?? [])],
    coverage_gaps: gaps
      .map(({ file, covered, lines }) => ({
        ...{ file, coverage: Math.round((covered / lines) * 1_000) / 10, missing_lines: lines - covered },
      }))
      .sort((a, b) => b.missing_lines - a.missing_lines),
    todo_comments: todos.slice(0, TODOS).map((one) => ({ ...one, text: cut(one.text) })),
    lint_errors: problems(lint),
    typing_errors: problems(typing),
    complexity_hotspots: problems(complexity),
  };
  const total_signals = Object.values(found).reduce((sum, one) => sum + one.length, 0);
  return { timestamp: at, ...found, slow_tests: [], total_signals };
}

const problems = (all: readonly Problem[]): Problem[] =>
  all.slice(0, PROBLEMS).map((one) => ({ ...one, message: cut(one.message) }));

const cut = (text: string): string => [...text].slice(0, TEXT).join('');

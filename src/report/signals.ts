import type { HardSignals } from '../domain/signals.js';

/** What tools found before an analysis, as counts: `3 found: 1 failing test, 2 notes of what is left to do`. */
export function signalsSay(signals: HardSignals): string {
  const counts = [
    [signals.test_failures.length, 'failing tests'],
    [signals.coverage_gaps.length, 'files with little coverage'],
    [signals.todo_comments.length, 'notes of what is left to do'],
    [signals.lint_errors.length, 'linter problems'],
    [signals.typing_errors.length, 'type errors'],
    [signals.complexity_hotspots.length, 'complex places'],
  ] as const;
  const some = counts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  return some.length === 0 ? 'tools found nothing' : `${signals.total_signals} found by tools: ${some.join(', ')}`;
}

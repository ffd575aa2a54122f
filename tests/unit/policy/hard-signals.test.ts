import { describe, expect, test } from 'vitest';
import { hardSignals } from '../../../src/domain/signals.js';
import { hardSignalsOf } from '../../../src/policy/hard-signals.js';
import { signalsBlock } from '../../../src/prompting/signals-block.js';
import { evaluated, once, tests } from './evals.js';

const AT = '2026-01-31T12:00:00.000Z';
const NONE = { evals: [], coverage: [], todos: [], lint: [], typing: [], complexity: [] };
const evals = [{ file: 'x.json', evaluation: evaluated(once(tests(1, 1, 0, 0, ['cart > totals']))) }];
const todo = (line: number) => ({ file: 'a.ts', line, text: '// TODO: mend' });

describe('hard signals', () => {
  test('EV-S52 the structure has all keys, also when nothing was found', () => {
    const found = hardSignalsOf(NONE, AT);
    expect(Object.keys(hardSignals.parse(found)).sort()).toEqual(
      [
        ...['timestamp', 'test_failures', 'coverage_gaps', 'todo_comments', 'lint_errors', 'typing_errors'],
        ...['slow_tests', 'complexity_hotspots', 'total_signals'],
      ].sort(),
    );
    expect(found.total_signals).toBe(0);
  });

  test('EV-S52 the failures are those of the newest evaluation', () => {
    const older = { file: 'w.json', evaluation: evaluated(once(tests(1, 1, 0, 0, ['old']))) };
    expect(hardSignalsOf({ ...NONE, evals: [older, ...evals] }, AT).test_failures).toEqual(['cart > totals']);
  });

  test('files with little coverage count once something was evaluated, the worst first', () => {
    const coverage = [
      { file: 'fine.ts', covered: 8, lines: 10 },
      { file: 'bad.ts', covered: 1, lines: 3 },
      { file: 'worse.ts', covered: 0, lines: 90 },
      { file: 'empty.ts', covered: 0, lines: 0 },
    ];
    expect(hardSignalsOf({ ...NONE, coverage }, AT).coverage_gaps).toEqual([]);
    expect(hardSignalsOf({ ...NONE, evals, coverage }, AT).coverage_gaps).toEqual([
      { file: 'worse.ts', coverage: 0, missing_lines: 90 },
      { file: 'bad.ts', coverage: 33.3, missing_lines: 2 },
    ]);
  });

  test('of many notes and problems the first are kept, their words cut', () => {
    const long = { file: 'a.ts', line: 1, code: 'E1', message: 'x'.repeat(300) };
    const found = hardSignalsOf(
      { ...NONE, todos: Array.from({ length: 80 }, (_, i) => todo(i)), lint: Array.from({ length: 80 }, () => long) },
      AT,
    );
    expect([found.todo_comments.length, found.lint_errors.length, found.total_signals]).toEqual([50, 30, 80]);
    expect(found.lint_errors[0]?.message).toHaveLength(100);
  });
});

describe('hard signals in a prompt', () => {
  test('EV-S53 OL-S9 PR-S16 are a section with the failed test; nothing where there is none', () => {
    const todos = Array.from({ length: 12 }, (_, i) => todo(i + 1));
    const block = signalsBlock(hardSignalsOf({ ...NONE, evals, todos }, AT));
    expect(block).toMatch(/^## Hard Signals \(automated scan\)\n\nTotal: 13/);
    expect(block).toMatch(/### Test Failures\n\n- cart > totals/);
    expect(block).toContain('- a.ts:1: // TODO: mend');
    expect(block).toContain('- ... and 2 more');
    expect(block).not.toContain('Lint Errors');
    expect(signalsBlock(hardSignalsOf(NONE, AT))).toBe('');
  });
});

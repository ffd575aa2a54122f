import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import { type ConsoleDeps, consoleSink } from '../../../src/report/console.js';
import { answered, asked, commitOf, cycle, ended, refused, runEnded, stamped, started } from './samples.js';

const DONE: readonly RunEvent[] = [
  started,
  cycle,
  asked(1, 'author'),
  answered(1, 'author', 'I did it.'),
  { type: 'reviewed', cycle: 2, of: 3, cli: 'claude', ms: 800, replayed: false, verdict: refused },
  ended(),
  runEnded({ commits: [commitOf('Add retry')] }),
];
const REFUSED: RunEvent = { type: 'run-refused', exit: 2, problems: [{ what: 'no', fix: null }] };

interface Shown {
  readonly out: string;
  readonly err: string;
}

function show(
  events: readonly RunEvent[],
  over: Partial<ConsoleDeps> & { columns?: number; coloured?: boolean } = {},
): Shown {
  const written = { out: '', err: '' };
  const outlet = (to: 'out' | 'err') => ({
    write: (text: string) => {
      written[to] += text;
    },
    coloured: to === 'out' && over.coloured === true,
    columns: () => (typeof over.columns === 'number' ? over.columns : null),
  });
  const { columns: _columns, coloured: _coloured, ...deps } = over;
  const sink = consoleSink({
    ...{ out: outlet('out'), err: outlet('err'), live: false, verbosity: 'normal', now: () => 0 },
    ...deps,
  });
  for (const event of events) sink.on(stamped(event));
  void sink.close?.();
  return written;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('how much is shown', () => {
  const count = (verbosity: ConsoleDeps['verbosity']) => show(DONE, { verbosity }).out.split('\n').length - 1;

  test('with --quiet the result alone', () => {
    expect(show(DONE, { verbosity: 'quiet', live: true }).out.split('\n')).toEqual([
      '[Task 1/1] Completed and committed after 2 cycle(s)',
      '=== SUCCESS ===',
      'Commit  c0ffee123456 Add retry',
      '',
    ]);
  });

  test('an agent’s words only when asked for', () => {
    expect(show(DONE).out).not.toContain('I did it.');
    expect(show(DONE, { verbosity: 'verbose' }).out).toContain('         | I did it.\n');
    expect(count('verbose')).toBe(count('normal') + 1);
  });

  test('errors go to stderr, also with --quiet', () => {
    expect(show([REFUSED])).toEqual({ out: '', err: 'Error: no\n' });
    expect(show([REFUSED], { verbosity: 'quiet' })).toEqual({ out: '', err: 'Error: no\n' });
  });
});

describe('how it is shown', () => {
  test('without colours there is not one escape sequence', () => {
    expect(show(DONE, { verbosity: 'verbose' }).out).not.toContain('\u001b');
  });

  test('colours where they are allowed, each line for itself', () => {
    const { out } = show(DONE, { coloured: true });
    expect(out).toContain('\u001b[32m=== SUCCESS ===\u001b[39m\n');
    expect(out).toContain('\n  Repo    /home/a/repo (main)\n');
  });

  test('stderr in a file stays without them', () => {
    expect(show([REFUSED], { coloured: true }).err).toBe('Error: no\n');
  });

  test('on a pipe a line stays whole, however long it is', () => {
    const verdict = { ...refused, summary: 'word '.repeat(60).trim() };
    const event: RunEvent = { type: 'reviewed', cycle: 2, of: 3, cli: 'claude', ms: 800, replayed: false, verdict };
    expect(show([event]).out).toContain(`${' '.repeat(9)}${verdict.summary}\n`);
  });

  test.each([
    [50, 50],
    [400, 120],
  ])('on a terminal of %d columns it breaks at %d at the latest, and hangs', (width, widest) => {
    const verdict = { ...refused, summary: 'word '.repeat(60).trim() };
    const { out } = show([{ type: 'reviewed', cycle: 2, of: 3, cli: 'claude', ms: 800, replayed: false, verdict }], {
      columns: width,
    });
    const lines = out.split('\n').filter((text) => text.includes('word'));
    expect(Math.max(...lines.map((text) => text.length))).toBeGreaterThan(widest - 6);
    expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(widest);
    expect(lines.every((text) => text.startsWith(`${' '.repeat(9)}word`))).toBe(true);
  });
});

describe('the live line on it', () => {
  const CLEAR = '\r\u001b[J';

  test('gives way to a line that comes while the agent is at work', () => {
    const notice: RunEvent = { type: 'noticed', notice: { kind: 'sanity-off' } };
    const { out } = show([cycle, asked(1, 'author'), notice], { live: true, columns: 80 });
    expect(out).toContain(`author claude · 0s · writing\u001b[?7h\r${CLEAR}The sanity check`);
  });

  test('is gone before the step of that agent is told', () => {
    const { out } = show(DONE, { live: true, columns: 80 });
    expect(out).toContain(`author claude · 0s · writing\u001b[?7h\r${CLEAR}  2/3  reviewer`);
  });

  test('is taken away when the run is left in the middle of a call', () => {
    const { out } = show([cycle, asked(1, 'author')], { live: true, columns: 80 });
    expect(out.endsWith(CLEAR)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['on a pipe', { live: false }],
    ['with --quiet', { live: true, verbosity: 'quiet' } as const],
  ])('%s there is none', (_name, over) => {
    expect(show([cycle, asked(1, 'author')], over).out).toBe('');
  });
});

import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Usage } from '../../../src/domain/agent.js';
import type { RunEvent } from '../../../src/domain/event.js';
import type { TaskId } from '../../../src/domain/ids.js';
import type { CheckRun } from '../../../src/domain/project-check.js';
import { columns } from '../../../src/report/columns.js';
import { liveLine } from '../../../src/report/live-line.js';
import { answered, asked, cycle } from './samples.js';

const CLEAR = '\r\u001b[J';
const usage: Usage = { inputTokens: 10, cachedTokens: 0, outputTokens: 5, costUsd: 0.25, source: 'reported' };
const doing = (phrase: string | null, outputTokens: number | null = null, call = 1): RunEvent => ({
  ...{ type: 'agent-progress', call, role: 'author' },
  progress: { doing: phrase, outputTokens, costUsd: null },
});

/** A terminal that keeps what is written, a clock that is set, and the line on it. */
function stage(width: number | null = 80) {
  const writes: string[] = [];
  let now = 0;
  const live = liveLine({ write: (text) => writes.push(text), columns: () => width, now: () => now });
  return {
    live,
    writes,
    tell: (...events: readonly RunEvent[]) => {
      for (const event of events) live.on(event);
    },
    /** Lets time pass and the line be drawn, and returns it without its spinner. */
    drawnAfter(ms: number): string {
      now += ms;
      writes.length = 0;
      vi.advanceTimersByTime(200);
      return stripVTControlCharacters(writes.at(-1) ?? '')
        .replaceAll('\r', '')
        .replace(/^ {2}\S /, '');
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the live line', () => {
  test('says who works on what, and for how long', () => {
    const { tell, drawnAfter } = stage();
    tell(cycle, asked(1, 'author'));
    expect(drawnAfter(0)).toBe('2/3 author claude · 0s · writing');
    tell(doing('Edit src/a.ts'));
    expect(drawnAfter(12_400)).toBe('2/3 author claude · 12s · Edit src/a.ts');
    expect(drawnAfter(60_000)).toBe('2/3 author claude · 1m 12s · Edit src/a.ts');
  });

  test('shows tokens as soon as the tool tells them, and goes on saying what was done', () => {
    const { tell, drawnAfter } = stage();
    tell(cycle, asked(1, 'author'), doing('Edit src/a.ts', 1));
    expect(drawnAfter(0)).toBe('2/3 author claude · 0s · 1 token · Edit src/a.ts');
    tell(doing(null, 3_400));
    expect(drawnAfter(0)).toBe('2/3 author claude · 0s · 3.4k tokens · Edit src/a.ts');
  });

  test('adds up what the run has cost so far; tokens are those of the call', () => {
    const { tell, drawnAfter } = stage();
    tell(
      cycle,
      asked(1, 'author'),
      { ...answered(1, 'author', ''), usage } as RunEvent,
      asked(2, 'reviewer', 'review'),
    );
    expect(drawnAfter(0)).toBe('2/3 reviewer claude · 0s · $0.25 · reviewing');
    const priced = { doing: null, outputTokens: null, costUsd: 0.5 };
    tell({ type: 'agent-progress', call: 2, role: 'reviewer', progress: priced });
    expect(drawnAfter(0)).toBe('2/3 reviewer claude · 0s · $0.75 · reviewing');
  });

  test('a check of the project is shown with its command, and goes when it has ended or was stopped', () => {
    const { tell, drawnAfter, writes } = stage();
    const check = { kind: 'tests', command: 'npm test' } as const;
    tell(cycle, { type: 'project-check-started', cycle: 2, check });
    expect(drawnAfter(3_000)).toBe('2/3 tests · 3s · npm test');
    const ran: CheckRun = { ...check, ending: { kind: 'exited', code: 0 }, ms: 1, output: '', putBack: [] };
    tell({ type: 'project-checked', cycle: 2, ran, replayed: false });
    expect(writes.at(-1)).toBe(CLEAR);
    expect(drawnAfter(3_000)).toBe('');
  });

  test('an estimate is marked', () => {
    const { tell, drawnAfter } = stage();
    tell(asked(1, 'author'), { ...answered(1, 'author', ''), usage: { ...usage, source: 'estimated' } } as RunEvent);
    tell(asked(2, 'sanity', 'sanity-build'));
    expect(drawnAfter(0)).toBe('sanity claude · 0s · ~$0.25 · looking at the change');
  });

  test.each([
    ['answers', answered(1, 'author', 'done')],
    [
      'fails',
      {
        type: 'agent-failed',
        call: 1,
        role: 'author',
        ms: 1,
        failure: { reason: 'cancelled' },
        usage: null,
      } as RunEvent,
    ],
  ])('is gone when the agent %s, and stays gone', (_name, event) => {
    const { tell, writes, drawnAfter } = stage();
    tell(cycle, asked(1, 'author'));
    drawnAfter(0);
    tell(event);
    expect(writes.at(-1)).toBe(CLEAR);
    expect(drawnAfter(5_000)).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives way to an ordinary line and comes back', () => {
    const { live, tell, writes, drawnAfter } = stage();
    tell(asked(1, 'author'));
    live.hide();
    expect(writes.at(-1)).toBe(CLEAR);
    const before = writes.length;
    live.hide();
    expect(writes).toHaveLength(before);
    expect(drawnAfter(0)).toContain('author claude');
  });

  test('is not moved by what another call does', () => {
    const { tell, drawnAfter } = stage();
    tell(asked(1, 'author'), doing('Edit a', null, 7));
    expect(drawnAfter(0)).toBe('author claude · 0s · writing');
  });

  test.each([80, 30, 10])('is never wider than a terminal of %d columns', (width) => {
    const { tell, drawnAfter } = stage(width);
    tell(cycle, asked(1, 'author'), doing(`Bash ${'long '.repeat(60)}`, 3_400));
    const drawn = `  ⠋ ${drawnAfter(1_000)}`;
    expect(columns(drawn)).toBeLessThan(width);
    expect(drawn.endsWith('…')).toBe(true);
  });

  test('is taken away whole where a narrower window has made several lines of it', () => {
    const { live, tell, writes } = stage(100);
    tell(asked(1, 'author'), doing('x'.repeat(200)));
    // Left at the beginning, the cursor is where the first of them begins; everything from there on goes.
    expect(writes.at(-1)?.endsWith('\u001b[?7h\r')).toBe(true);
    live.hide();
    expect(writes.at(-1)).toBe('\r\u001b[J');
  });

  test('counts a wait down, and is gone with it', () => {
    const { tell, drawnAfter, writes } = stage();
    const wait = { type: 'wait-began', role: 'author', cli: 'claude', why: 'limited', until: null } as const;
    tell(cycle, { ...wait, ms: 125_000, escapable: true });
    expect(drawnAfter(0)).toBe('2/3 author claude · waits 2m 05s · Enter asks now');
    expect(drawnAfter(100_000)).toBe('2/3 author claude · waits 25s · Enter asks now');
    tell({ type: 'wait-ended', role: 'author', early: false });
    expect(writes.at(-1)).toBe(CLEAR);
    tell({ ...wait, ms: 5_000, escapable: false });
    expect(drawnAfter(0)).toBe('2/3 author claude · waits 5s');
  });

  test('assumes 80 columns where nobody tells', () => {
    const { tell, drawnAfter } = stage(null);
    tell(asked(1, 'author'), doing('x'.repeat(200)));
    expect(columns(drawnAfter(0))).toBeLessThan(80);
  });

  test('shows an agent’s words as harmless text', () => {
    const { tell, writes } = stage();
    tell(asked(1, 'author'), doing('Edit\n\u001b[2J\u202ea.ts'));
    vi.advanceTimersByTime(200);
    expect(writes.at(-1)).toContain('Edit a.ts');
    expect(writes.at(-1)).not.toContain('\u001b[2J');
  });
});

describe('tasks at once', () => {
  const of = (worker: string, event: RunEvent) => ({ ...event, worker: worker as TaskId });

  test('have a line each, and those that wait to land one of their own', () => {
    const { live, writes, tell } = stage();
    live.on(of('a', asked(1, 'author')));
    live.on(of('b', asked(2, 'reviewer', 'review')));
    live.on(of('c', { type: 'task-queued', task: 'c' as TaskId, ahead: 0 }));
    live.on(of('a', doing('Edit a.ts')));
    vi.advanceTimersByTime(200);
    const lines = stripVTControlCharacters(writes.at(-1) ?? '').split('\n');
    expect(lines.map((line) => line.trim().replace(/^\S /, ''))).toEqual([
      '[a] author claude · 0s · Edit a.ts',
      '[b] reviewer claude · 0s · reviewing',
      'waits to land: c',
    ]);
    live.on({ type: 'tasks-waiting', waiting: [{ task: 'd' as TaskId, why: 'slot', for: [], path: null }] });
    const check = { kind: 'tests', command: 'npm test', root: '', timeoutMs: 1 } as const;
    live.on({ type: 'project-check-started', cycle: 0, check } as RunEvent);
    vi.advanceTimersByTime(200);
    const more = stripVTControlCharacters(writes.at(-1) ?? '').split('\n');
    expect(more.slice(2).map((line) => line.trim().replace(/^\S /, ''))).toEqual([
      'landing · tests · 0s · npm test',
      'waits to land: c',
      'waits: 1 for a free place',
    ]);
    live.on({ type: 'tasks-waiting', waiting: [] });
    live.on({ type: 'halted', halt: { reason: 'git', doing: '', says: '' } } as RunEvent);
    live.on(of('a', asked(1, 'author')));
    live.on(of('b', asked(2, 'reviewer', 'review')));
    live.on(of('a', doing('Edit a.ts')));
    vi.advanceTimersByTime(200);
    // The cursor is where the first of them begins, so that all of them go at once.
    expect(writes.at(-1)?.endsWith('\r\u001b[2A')).toBe(true);
    live.on(of('a', answered(1, 'author', 'done') as RunEvent));
    expect(writes.at(-1)).not.toContain('[a]');
    expect(writes.at(-1)).toContain('[b]');
    tell({ type: 'landed', task: 'c' as TaskId, title: 'Add c', base: 'main', commits: [] });
    vi.advanceTimersByTime(200);
    expect(writes.at(-1)).not.toContain('waits to land');
  });

  test('tell what each of them has used, not the run', () => {
    const { live, writes } = stage();
    const usage = { inputTokens: 1, outputTokens: 1, cachedTokens: 0, costUsd: 0.5, source: 'reported' };
    live.on(of('a', asked(1, 'author')));
    live.on(of('b', asked(2, 'author')));
    live.on(of('a', { ...answered(1, 'author', 'done'), usage } as RunEvent));
    live.on(of('a', asked(3, 'reviewer', 'review')));
    vi.advanceTimersByTime(200);
    const [a, b] = stripVTControlCharacters(writes.at(-1) ?? '').split('\n');
    expect(a).toContain('$0.50');
    expect(b).not.toContain('$');
  });
});

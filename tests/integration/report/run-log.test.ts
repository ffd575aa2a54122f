import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunEvent, Stamped } from '../../../src/domain/event.js';
import { makeBus } from '../../../src/report/bus.js';
import { runLog } from '../../../src/report/run-log.js';
import { answered, asked, cycle, RUN, runEnded, stamped, started } from '../../unit/report/samples.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millstone-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = () => ({
  text: join(folder, 'runs', 'x.log'),
  events: join(folder, 'runs', 'x.jsonl'),
  full: join(folder, 'runs', 'x_full'),
  patch: join(folder, 'runs', 'x.patch'),
});
const NOWHERE = {
  text: '/dev/null/x.log',
  events: '/dev/null/x.jsonl',
  full: '/dev/null/x',
  patch: '/dev/null/x.patch',
};
const read = (name: 'text' | 'events') => readFileSync(files()[name], 'utf8').trimEnd().split('\n');
const step = (name: string): RunEvent => ({ type: 'step-started', step: name });
const open = () => {
  const log = runLog();
  const heard: Stamped[] = [];
  const listener = { name: 'other', on: (event: Stamped) => void heard.push(event) };
  return { log, heard, bus: makeBus(RUN, () => new Date('2026-01-31T12:00:00.123Z'), [log, listener]) };
};

describe('the log of a run', () => {
  test('keeps every event in its order: from before there was a file, while it opens, and later', async () => {
    const { log, bus } = open();
    bus.emit(step('before'));
    log.open(files());
    bus.emit(step('named'));
    const settled = bus.settle();
    bus.emit(step('opening'));
    await settled;
    bus.emit(step('after'));
    await bus.close();
    expect(read('events').map((line) => JSON.parse(line))).toMatchObject([
      { type: 'step-started', step: 'before', seq: 1, run: RUN, at: '2026-01-31T12:00:00.123Z' },
      { step: 'named', seq: 2 },
      { step: 'opening', seq: 3 },
      { step: 'after', seq: 4 },
    ]);
  });

  test('ST-S4 has everything of an event but its progress', async () => {
    const { log, bus } = open();
    log.open(files());
    const progress = { doing: 'Edit a', outputTokens: 1, costUsd: null };
    for (const event of [asked(1, 'author'), { type: 'agent-progress', call: 1, role: 'author', progress } as const])
      bus.emit(event);
    bus.emit(answered(1, 'author', 'two\nlines'));
    await bus.settle();
    await bus.close();
    const events = read('events').map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toEqual(['agent-asked', 'agent-answered']);
    expect(events[1]).toMatchObject(answered(1, 'author', 'two\nlines'));
  });

  test('reads as lines, details included, each with its time', async () => {
    const { log, bus } = open();
    log.open(files());
    for (const event of [started, cycle, asked(1, 'author'), answered(1, 'author', 'I did it.'), runEnded()])
      bus.emit(event);
    await bus.settle();
    await bus.close();
    const lines = read('text');
    expect(lines[0]).toBe('2026-01-31T12:00:00.123Z millstone 1.2.3');
    expect(lines).toContain('2026-01-31T12:00:00.123Z          | I did it.');
    expect(lines).toContain('2026-01-31T12:00:00.123Z === SUCCESS ===');
    expect(lines.filter((line) => line.trimEnd().endsWith('Z'))).toEqual([]);
  });

  test.each([
    ['minimal', []],
    ['normal', ['| I did it.']],
    ['verbose', ['· Edit a', '| I did it.']],
  ] as const)('%s tells people so much of the agents, and programs all', async (verbosity, told) => {
    const { log, bus } = open();
    log.open(files(), verbosity);
    const progress = { doing: 'Edit a', outputTokens: 1, costUsd: null };
    bus.emit(asked(1, 'author'));
    bus.emit({ type: 'agent-progress', call: 1, role: 'author', progress });
    bus.emit(answered(1, 'author', 'I did it.'));
    bus.emit(runEnded());
    await bus.settle();
    await bus.close();
    const lines = read('text').flatMap((line) => /[|·] .+$/.exec(line)?.[0] ?? []);
    expect(lines).toEqual(told);
    expect(read('events').map((line) => JSON.parse(line).type)).toEqual(['agent-asked', 'agent-answered', 'run-ended']);
  });

  const LONG = `${'a'.repeat(4_000)}${'ß'.repeat(1_000)}`;
  const logged = async (event: RunEvent, verbosity: 'minimal' | 'normal' | 'verbose'): Promise<string> => {
    const { log, bus } = open();
    log.open(files(), verbosity);
    bus.emit(asked(1, 'author'));
    bus.emit(event);
    await bus.settle();
    await bus.close();
    return existsSync(files().text) ? readFileSync(files().text, 'utf8') : '';
  };

  test('ST-S5 cuts a long answer, says how much is missing, and keeps it whole beside', async () => {
    const text = await logged(answered(1, 'author', LONG), 'normal');
    const name = '120000_123_agent-answered_1.txt';
    expect(text).toContain(`| ${'a'.repeat(500)}\n`);
    expect(text).toContain(`[... 4300 characters left out; all of it: x_full/${name} ...]`);
    expect(text).toContain(`| ${'ß'.repeat(200)}\n`);
    expect(readFileSync(join(files().full, name), 'utf8')).toBe(LONG);
    expect(statSync(join(files().full, name)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(read('events').at(-1) ?? '')).toMatchObject({ text: LONG });
  });

  test('ST-S6 leaves a short one as it is, with nothing beside', async () => {
    expect(await logged(answered(1, 'author', 'x'.repeat(700)), 'normal')).toContain(`| ${'x'.repeat(700)}\n`);
    expect(existsSync(files().full)).toBe(false);
  });

  test.each([
    ['verbose', true],
    ['minimal', false],
  ] as const)('ST-S7 %s has the whole answer: %s', async (verbosity, whole) => {
    expect((await logged(answered(1, 'author', LONG), verbosity)).includes(`| ${LONG}\n`)).toBe(whole);
    expect(existsSync(files().full)).toBe(false);
  });

  test('ST-S8 never cuts anything but what an agent answered', async () => {
    const says = 'h'.repeat(5_000);
    expect(await logged({ type: 'commit-refused', says }, 'normal')).toContain(says);
    expect(existsSync(files().full)).toBe(false);
  });

  test('does not keep a verdict twice, whose words another line tells', async () => {
    await logged(answered(1, 'reviewer', JSON.stringify({ summary: LONG })), 'normal');
    expect(existsSync(files().full)).toBe(false);
  });

  test('can be read by its owner alone', async () => {
    const { log, bus } = open();
    log.open(files());
    await bus.settle();
    await bus.close();
    expect(statSync(files().text).mode & 0o777).toBe(0o600);
    expect(statSync(files().events).mode & 0o777).toBe(0o600);
  });

  test('ST-S3 without a place nothing is written, and nothing waits for it', async () => {
    const { bus } = open();
    bus.emit(cycle);
    await bus.settle();
    await bus.close();
    expect(existsSync(files().text)).toBe(false);
  });
});

describe('a log that cannot be written', () => {
  const told = (heard: readonly Stamped[]) =>
    heard.flatMap((event) => (event.type === 'noticed' && event.notice.kind === 'broken-sink' ? [event.notice] : []));

  test('is told as a notice, and the run goes on', async () => {
    const { log, heard, bus } = open();
    log.open(NOWHERE);
    bus.emit(cycle);
    await bus.settle();
    bus.emit(runEnded());
    await bus.close();
    expect(told(heard)).toMatchObject([{ sink: 'log', why: expect.stringContaining('/dev/null') }]);
    expect(heard.at(-1)?.type).toBe('run-ended');
  });

  test('keeps no more events in memory', async () => {
    const log = runLog();
    log.open(NOWHERE);
    await expect(log.settle?.()).rejects.toThrow('/dev/null');
    expect(() => log.on(stamped(cycle))).toThrow('/dev/null');
  });

  test.runIf(existsSync('/dev/full'))('is told when the disk is full', async () => {
    const { log, heard, bus } = open();
    log.open({ text: '/dev/full', events: '/dev/full', full: '/dev/full', patch: '/dev/full' });
    bus.emit(cycle);
    await bus.settle();
    await bus.close();
    expect(told(heard)).toMatchObject([{ sink: 'log', why: expect.stringContaining('ENOSPC') }]);
  });
});

describe('diffs', () => {
  const observed = (diff: string): RunEvent => ({ type: 'observed', cycle: 1, files: [], diff });
  const logged = async (mode: 'full' | 'summary' | 'none') => {
    const { log, bus } = open();
    log.open(files(), 'normal', mode);
    bus.emit(observed('diff --git a/a b/a\n+one\n'));
    bus.emit(observed('diff --git a/b b/b\n+two\n'));
    await bus.settle();
    await bus.close();
    return read('events').map((line) => JSON.parse(line));
  };

  test('ST-S9 as a summary are whole in one file beside the log, which events and lines name', async () => {
    const events = await logged('summary');
    expect(events.map((event) => event.full_diff_path)).toEqual(['x.patch', 'x.patch']);
    expect(read('text').filter((line) => line.endsWith('the whole diff: x.patch'))).toHaveLength(2);
    const patch = readFileSync(files().patch, 'utf8');
    expect([patch.indexOf('+one') > 0, patch.indexOf('+two') > patch.indexOf('+one')]).toEqual([true, true]);
  });

  test.each([
    ['full', 'diff --git a/a b/a\n+one\n', undefined],
    ['none', undefined, true],
  ] as const)('ST-S10 in mode %s leave no file', async (mode, diff, suppressed) => {
    const [first] = await logged(mode);
    expect([first.diff, first.diff_suppressed]).toEqual([diff, suppressed]);
    expect(existsSync(files().patch)).toBe(false);
  });
});

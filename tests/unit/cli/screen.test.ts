import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src/cli/host.js';
import type { Screen } from '../../../src/cli/request.js';
import { screenSinks } from '../../../src/cli/screen.js';
import type { RunEvent } from '../../../src/domain/event.js';
import { asked, ended, runEnded, stamped, started } from '../report/samples.js';
import { stage } from './stage.js';

const NORMAL: Screen = { verbosity: 'normal', json: false };
const JSON_SCREEN: Screen = { verbosity: 'normal', json: true };
const REFUSED: RunEvent = { type: 'run-refused', exit: 2, problems: [{ what: 'no', fix: null }] };
const DONE = '[Task 1/1] Completed and committed after 2 cycle(s)\n';

function show(screen: Screen, events: readonly RunEvent[], over: Partial<Host> = {}) {
  const { host, written } = stage(over);
  const sinks = screenSinks(screen, host);
  events.forEach((event, i) => {
    for (const sink of sinks) sink.on(stamped(event, i + 1));
  });
  for (const sink of sinks) void sink.close?.();
  return written;
}

describe('the streams', () => {
  test('progress and result go to stdout, errors to stderr', () => {
    expect(show(NORMAL, [ended()])).toEqual({ out: DONE, err: '' });
    expect(show(NORMAL, [REFUSED])).toEqual({ out: '', err: 'Error: no\n' });
  });

  test('with --json stdout is all events, and words go to stderr', () => {
    const { out, err } = show(JSON_SCREEN, [started, ended(), runEnded()]);
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ type, seq }) => [type, seq])).toEqual([
      ['run-started', 1],
      ['task-ended', 2],
      ['run-ended', 3],
    ]);
    expect(err).toContain(DONE);
    expect(err).toContain('=== SUCCESS ===\n');
  });

  test('--json and --quiet: all events, few words', () => {
    const { out, err } = show({ verbosity: 'quiet', json: true }, [{ type: 'commit-reminded' }, ended()]);
    expect(out.split('\n')).toHaveLength(3);
    expect(err).toBe(DONE);
  });
});

describe('colours', () => {
  const coloured = { live: false, coloured: true };
  const green = `\u001b[32m${DONE.trimEnd()}\u001b[39m\n`;

  test('are those of the stream that is written to', () => {
    expect(show(NORMAL, [ended()], { outTerminal: coloured }).out).toBe(green);
    expect(show(NORMAL, [REFUSED], { outTerminal: coloured }).err).toBe('Error: no\n');
    expect(show(JSON_SCREEN, [ended()], { errTerminal: coloured }).err).toBe(green);
    expect(show(JSON_SCREEN, [ended()], { outTerminal: coloured }).err).toBe(DONE);
  });
});

describe('the live line', () => {
  const terminal = { live: true, coloured: false };
  const atWork = [asked(1, 'author')];

  test('is drawn on stdout, with --json on stderr', () => {
    expect(show(NORMAL, atWork, { outTerminal: terminal }).out).toContain('author claude');
    const { out, err } = show(JSON_SCREEN, atWork, { errTerminal: terminal });
    expect(err).toContain('author claude');
    expect(JSON.parse(out)).toMatchObject(asked(1, 'author'));
  });

  test('is not drawn into a pipe beside a terminal', () => {
    expect(show(NORMAL, atWork, { errTerminal: terminal })).toEqual({ out: '', err: '' });
    expect(show(JSON_SCREEN, atWork, { outTerminal: terminal }).err).toBe('');
  });
});

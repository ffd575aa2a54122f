import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Input } from '../../../src/adapters/approver/asker.js';
import { terminalApprover } from '../../../src/adapters/approver/terminal.js';
import type { CommitFacts } from '../../../src/domain/change.js';
import type { Answer, Question } from '../../../src/ports/approver.js';

/** A stream that says what the test lets it say, and whether it is being read. */
class FakeInput extends EventEmitter implements Input {
  reading = false;
  readableEnded = false;

  constructor(
    readonly isTTY: boolean,
    private readonly waiting: string | null = null,
  ) {
    super();
  }

  resume(): void {
    this.reading = true;
    if (this.waiting !== null) queueMicrotask(() => this.emit('data', this.waiting));
  }

  pause(): void {
    this.reading = false;
  }

  end(): void {
    this.readableEnded = true;
    this.emit('end');
  }

  get listening(): number {
    return ['data', 'end', 'error'].reduce((sum, event) => sum + this.listenerCount(event), 0);
  }
}

const HANDS = { attended: true, edit: async () => null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const QUESTION = { asks: 'high-risk-task', title: 'Drop the table', risk: 'high' } as const;
const never = new AbortController().signal;

interface Asked {
  readonly answer: Promise<Answer>;
  readonly said: readonly string[];
}

function ask(input: Input, signal: AbortSignal = never, question: Question = QUESTION): Asked {
  const said: string[] = [];
  return { answer: terminalApprover(input, (text) => said.push(text), HANDS).ask(question, signal), said };
}

/** Whatever the answer was, the stream is left as it was found: else it would keep the process alive. */
const letGo = (input: FakeInput): void => {
  expect([input.reading, input.listening, vi.getTimerCount()]).toEqual([false, 0, 0]);
};

describe('a person at a terminal', () => {
  test.each([
    ['y\n', 'yes'],
    ['YES\n', 'yes'],
    ['  yes \r\n', 'yes'],
    ['n\n', 'no'],
    ['no\n', 'no'],
    ['\n', 'no'],
    ['yep\n', 'no'],
    ['yes please\n', 'no'],
    ['n\ny\n', 'no'],
  ])('who types %j says %s', async (typed, expected) => {
    const input = new FakeInput(true);
    const { answer } = ask(input);
    input.emit('data', Buffer.from(typed));
    expect(await answer).toBe(expected);
    letGo(input);
  });

  test('is shown what is asked, and what happens without an answer', async () => {
    const input = new FakeInput(true);
    const { answer, said } = ask(input);
    expect(said.join('')).toBe('This task is marked as high risk: Drop the table\nStart it? [y/N] ');
    input.emit('data', 'y\n');
    await answer;
    expect(said).toHaveLength(1);
  });

  test('may take all the time there is', async () => {
    const input = new FakeInput(true);
    const { answer } = ask(input);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(input.reading).toBe(true);
    input.emit('data', 'y\n');
    expect(await answer).toBe('yes');
  });

  test('who closes the input is nobody, also when asked again', async () => {
    const input = new FakeInput(true);
    const approver = terminalApprover(input, () => undefined, HANDS);
    const first = approver.ask(QUESTION, never);
    input.end();
    expect(await first).toBe('unattended');
    expect(await approver.ask(QUESTION, never)).toBe('unattended');
    letGo(input);
  });

  test('what was typed ahead answers no later question', async () => {
    const input = new FakeInput(true);
    const approver = terminalApprover(input, () => undefined, HANDS);
    const first = approver.ask(QUESTION, never);
    input.emit('data', 'n\ny\n');
    expect(await first).toBe('no');
    const second = approver.ask(QUESTION, never);
    input.emit('data', 'n\n');
    expect(await second).toBe('no');
  });
});

describe('a pipe', () => {
  test.each([
    ['y\n', 'yes'],
    ['no\n', 'no'],
    ['whatever\n', 'no'],
  ])('in which %j waits answers %s (L15)', async (waiting, expected) => {
    const input = new FakeInput(false, waiting);
    expect(await ask(input).answer).toBe(expected);
    letGo(input);
  });

  test('may bring its line in pieces, or end without a line end', async () => {
    const [pieces, ended] = [new FakeInput(false), new FakeInput(false)];
    const [one, two] = [ask(pieces), ask(ended)];
    for (const piece of ['y', 'e', 's\n']) pieces.emit('data', piece);
    ended.emit('data', 'yes');
    ended.end();
    expect([await one.answer, await two.answer]).toEqual(['yes', 'yes']);
  });

  test('that is closed is nobody', async () => {
    const input = new FakeInput(false);
    const { answer, said } = ask(input);
    input.end();
    expect(await answer).toBe('unattended');
    expect(said.at(-1)).toBe('\n');
    letGo(input);
  });

  test('that was at its end before is nobody at once', async () => {
    const input = new FakeInput(false);
    input.readableEnded = true;
    expect(await ask(input).answer).toBe('unattended');
    letGo(input);
  });

  test('that breaks is nobody, whatever it said before', async () => {
    const input = new FakeInput(false);
    const { answer } = ask(input);
    input.emit('data', 'y');
    input.emit('error', new Error('EIO'));
    expect(await answer).toBe('unattended');
    letGo(input);
  });

  test('is nobody after two silent seconds, not before', async () => {
    const input = new FakeInput(false);
    const { answer } = ask(input);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(input.reading).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe('unattended');
    letGo(input);
  });

  test('half a line is no answer after two seconds', async () => {
    const input = new FakeInput(false, 'y');
    const { answer } = ask(input);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toBe('unattended');
  });

  test('answers question after question, line by line', async () => {
    const input = new FakeInput(false);
    const approver = terminalApprover(input, () => undefined, HANDS);
    const first = approver.ask(QUESTION, never);
    input.emit('data', 'y\nn\ny');
    input.readableEnded = true;
    expect(await first).toBe('yes');
    expect(await approver.ask(QUESTION, never)).toBe('no');
    expect(await approver.ask(QUESTION, never)).toBe('yes');
    expect(await approver.ask(QUESTION, never)).toBe('unattended');
  });

  test('that pours without ever ending a line is a no', async () => {
    const input = new FakeInput(false);
    const { answer } = ask(input);
    input.emit('data', 'y'.repeat(5_000));
    expect(await answer).toBe('no');
    letGo(input);
  });
});

describe('a stop while a question is open', () => {
  test.each([true, false])('is nobody, whatever was typed so far (terminal: %s)', async (isTTY) => {
    const input = new FakeInput(isTTY);
    const stop = new AbortController();
    const { answer } = ask(input, stop.signal);
    input.emit('data', 'yes');
    stop.abort();
    expect(await answer).toBe('unattended');
    letGo(input);
  });

  test('or before it reads nothing', async () => {
    const input = new FakeInput(false, 'y\n');
    expect(await ask(input, AbortSignal.abort()).answer).toBe('unattended');
    letGo(input);
  });
});

test('EV-S35 asks whether commits that made things worse are taken back, and names them', async () => {
  const input = new FakeInput(false, 'yes\n');
  const commits = [{ id: 'c0ffee1234567890', tree: 't', subject: 'c' }] as unknown as CommitFacts[];
  const question = { asks: 'take-back', title: 'Add a', why: 'a test fails', commits } as const;
  const { answer, said } = ask(input, never, question);
  expect(await answer).toBe('yes');
  expect(said.join('')).toContain('After "Add a" a test fails.\nRevert commit c0ffee12? [y/N] ');
});

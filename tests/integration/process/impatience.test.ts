import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { terminalImpatience } from '../../../src/adapters/approver/impatience.js';

const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

test('Enter ends a wait; one that was typed while an agent was at work does not', async () => {
  const input = terminal();
  input.write('\n');
  let over = false;
  const asked = terminalImpatience(input)
    .asked(new AbortController().signal)
    .then(() => {
      over = true;
    });
  await pause(300);
  expect(over).toBe(false);
  input.write('\n');
  await asked;
  expect(input.listenerCount('data')).toBe(0);
});

test('nobody is listened to once the wait is over, nor where there is no terminal', () => {
  const input = terminal();
  const wait = new AbortController();
  void terminalImpatience(input).asked(wait.signal);
  expect(input.listenerCount('data')).toBe(1);
  wait.abort();
  expect(input.listenerCount('data')).toBe(0);
  const pipe = new PassThrough();
  expect(terminalImpatience(pipe).possible).toBe(false);
  void terminalImpatience(pipe).asked(new AbortController().signal);
  expect(pipe.listenerCount('data')).toBe(0);
});

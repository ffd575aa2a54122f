import { expect, test } from 'vitest';
import { wantedBy } from '../../real-agents/wanted.js';

const read = (...args: readonly string[]) => {
  const wanted = wantedBy(args);
  if (typeof wanted === 'string') throw new Error(wanted);
  return { ...wanted, scenarios: wanted.scenarios.map(({ name }) => name) };
};

test('nothing asked for is everything', () => {
  const wanted = read();
  expect(wanted).toMatchObject({ agents: ['claude', 'codex', 'gemini', 'opencode'], compares: true, recordings: null });
  expect(wanted.scenarios).toContain('whole task');
});

test('words choose scenarios, an agent stands for itself', () => {
  expect(read('codex', '--only', 'rate limit')).toMatchObject({
    agents: ['codex'],
    scenarios: ['rate limit, then success'],
    compares: false,
  });
  expect(read('--only', 'events as')).toMatchObject({ scenarios: [], compares: true });
});

test('the brief form is a part of the whole', () => {
  const { scenarios, compares } = read('--brief');
  expect(compares).toBe(false);
  expect(scenarios.length).toBeGreaterThan(1);
  expect(scenarios.length).toBeLessThan(read().scenarios.length);
});

test('a recording that goes on with a conversation takes the one before it along', () => {
  const names = (...args: readonly string[]) => read('--record', ...args).recordings?.map(({ name }) => name);
  expect(names('--only', 'resumed')).toEqual(['success', 'resumed']);
  expect(names()?.length).toBeGreaterThan(8);
});

test.each([
  [['--only', 'typo'], 'no scenario has "typo" in its name; there are:\n  whole task\n'],
  [['--brief', '--only', 'typo'], 'no brief scenario has "typo"'],
  [['--record', '--only', 'typo'], 'no recording has "typo" in its name; there are:\n  success\n'],
  [['--record', '--only', 'whole task'], 'no recording has'],
  [['cluade'], 'what is cluade?\nusage:'],
  [['--only'], 'what is --only?'],
])('%j is refused', (args, why) => {
  expect(wantedBy(args)).toContain(why);
});

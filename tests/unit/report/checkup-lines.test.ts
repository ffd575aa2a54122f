import { expect, test } from 'vitest';
import { checkupLines } from '../../../src/report/checkup-lines.js';

test('a checkup on the screen', () => {
  const lines = checkupLines(
    [
      { about: 'git', condition: 'ok', says: '2.39.5', fix: null },
      { about: 'agent claude', condition: 'fail', says: 'not found on PATH', fix: 'npm install -g it' },
      { about: 'working tree', condition: 'warn', says: 'uncommitted: a.ts', fix: 'commit it\nor not' },
      { about: 'agent codex', condition: 'unknown', says: 'whether it is signed in', fix: null },
    ],
    '1.2.3',
  );
  expect(lines.map(({ text }) => text).join('\n')).toMatchInlineSnapshot(`
    "millstone 1.2.3: what a run needs here

      ok       git           2.39.5
      fail     agent claude  not found on PATH
                             -> npm install -g it
      warn     working tree  uncommitted: a.ts
                             -> commit it
                                or not
      unknown  agent codex   whether it is signed in

    1 point to set right (1 warning, 1 unknown)."
  `);
  const quiet = lines.filter(({ level }) => level === 'result').map(({ text }) => text);
  expect(quiet.join('\n')).not.toContain('2.39.5');
  expect(quiet.at(-1)).toBe('1 point to set right (1 warning, 1 unknown).');
});

test('nothing to set right', () => {
  expect(checkupLines([{ about: 'git', condition: 'ok', says: '2', fix: null }], '1').at(-1)).toMatchObject({
    text: 'Nothing stands in the way of a run.',
    tone: 'good',
  });
});

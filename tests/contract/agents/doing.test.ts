import { describe, expect, test } from 'vitest';
import { brief, toolPhrase } from '../../../src/adapters/agents/doing.js';

describe('the phrase for a tool call', () => {
  test.each([
    ['Edit', { file_path: '/repo/src/a.ts', old_string: 'x' }, 'Edit src/a.ts'],
    ['Read', { file_path: '/elsewhere/a.ts' }, 'Read /elsewhere/a.ts'],
    ['Read', { file_path: '/repository/a.ts' }, 'Read /repository/a.ts'],
    ['Bash', { description: 'Run the tests', command: 'npm test\n# all of them' }, 'Bash npm test'],
    ['Grep', { pattern: '/repo', path: 7 }, 'Grep /repo'],
    ['TodoWrite', { todos: [] }, 'TodoWrite'],
  ])('%s %j', (name, input, phrase) => {
    expect(toolPhrase(name, input, '/repo')).toBe(phrase);
  });

  test('leaves paths as they are while the folder is not known', () => {
    expect(toolPhrase('Edit', { file_path: '/repo/a.ts' }, null)).toBe('Edit /repo/a.ts');
  });
});

describe('the beginning of a text', () => {
  test.each([
    ['\n\nfirst\nsecond', 'first'],
    ['', ''],
    ['x'.repeat(201), 'x'.repeat(200)],
    ['🙂'.repeat(300), '🙂'.repeat(200)],
    [`${'x'.repeat(399)}🙂`, 'x'.repeat(200)],
  ])('%j', (text, shown) => {
    expect(brief(text)).toBe(shown);
  });
});

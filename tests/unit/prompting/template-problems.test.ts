import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/domain/prompt.js';
import { lookAt, modernised } from '../../../src/prompting/template-problems.js';

const own = (text: string, changes: Partial<Template> = {}): Template => ({
  name: 'fix_prompt',
  text,
  file: 'mine/fix_prompt.md',
  builtIn: false,
  ...changes,
});

describe('lookAt', () => {
  test('finds nothing wrong with a template that has what it needs', () => {
    expect(lookAt(own('{{TASK}} {{FEEDBACK}} {{DIFF}}'))).toEqual({ problems: [], notices: [] });
  });

  test('PR-S23 names every required placeholder that is missing', () => {
    const { problems } = lookAt(own('{{TASKS}} {{ FEEDBACK }}'));
    expect(problems).toEqual([expect.stringContaining('{{TASK}}'), expect.stringContaining('{{FEEDBACK}}')]);
  });

  test('an empty template is said to be empty', () => {
    expect(lookAt(own(' \n')).problems).toHaveLength(3);
  });

  test('PR-S8 an unknown placeholder of a user is a notice, once', () => {
    expect(lookAt(own('{{TASK}} {{FEEDBACK}} {{MINE}} {{MINE}}'))).toEqual({
      problems: [],
      notices: [{ kind: 'unknown-placeholder', file: 'mine/fix_prompt.md', placeholder: 'MINE' }],
    });
  });

  test('the old name of the tasklist is a notice of its own', () => {
    expect(lookAt(own('{{TASK}} {{FEEDBACK}} {{TASKLIST_PATH}}')).notices).toEqual([
      { kind: 'legacy-placeholder', file: 'mine/fix_prompt.md', placeholder: 'TASKLIST_PATH' },
    ]);
  });

  test.each(['MINE', 'TASKLIST_PATH'])('in a template of ours {{%s}} is a mistake', (name) => {
    const looked = lookAt(own(`{{TASK}} {{FEEDBACK}} {{${name}}}`, { builtIn: true }));
    expect(looked).toEqual({ problems: [expect.stringContaining(`{{${name}}}`)], notices: [] });
  });
});

describe('modernised', () => {
  const text = '{{TASKLIST_PATH}}, {{TASKLIST_PATH}}, .millstone/tasklist.md';

  test('PR-S4 puts the configured tasklist in the place of its old name', () => {
    expect(modernised(own(text), 'docs/t.md').text).toBe('docs/t.md, docs/t.md, .millstone/tasklist.md');
  });

  test('PR-S5 and in a review template in the place of its default path', () => {
    const { text: modern } = modernised(own(text, { name: 'review_prompt' }), 'docs/t.md');
    expect(modern).toContain('docs/t.md, docs/t.md, docs/t.md\n');
  });

  test('a review template that knows nothing of check results gets them at its end, one that does as it wants', () => {
    const review = (words: string) => modernised(own(words, { name: 'review_prompt' }), 't.md').text;
    expect(review('Judge.\n')).toBe('Judge.\n\n{{CHECK_RESULTS}}\n');
    expect(review('{{CHECK_RESULTS}} Judge.')).toBe('{{CHECK_RESULTS}} Judge.');
  });

  test('takes a path with a dollar as it is', () => {
    expect(modernised(own('{{TASKLIST_PATH}}'), "a$&b$'.md").text).toBe("a$&b$'.md");
  });

  test('leaves ours alone', () => {
    const ours = own(text, { builtIn: true, name: 'review_prompt' });
    expect(modernised(ours, 'docs/t.md')).toBe(ours);
  });
});

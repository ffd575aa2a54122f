import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/domain/prompt.js';
import type { Values } from '../../../src/prompting/catalog.js';
import { fill } from '../../../src/prompting/fill.js';
import { modernised } from '../../../src/prompting/template-problems.js';

const template = (text: string) =>
  ({ name: 'nudge_prompt', text, file: 'nudge_prompt.md', builtIn: true }) satisfies Template;
const filled = (text: string, values: Partial<Values<'nudge_prompt'>> = {}) =>
  fill(template(text), { TASK: 'task', ACCEPTANCE_CRITERIA: 'criteria', ...values });
const TRAILER = '\n\n<!-- prompt_name: nudge_prompt.md -->\n';

describe('fill', () => {
  test('PR-S1 ends with the name of the template', () => {
    expect(filled('text\n\n')).toBe(`text${TRAILER}`);
  });

  test('PR-S8 fills every occurrence, and leaves unknown names alone', () => {
    expect(filled('{{TASK}}, {{TASK}} {{OTHER}} {{ACCEPTANCE_CRITERIA}} {{ TASK }} {TASK} {{task}}')).toBe(
      `task, task {{OTHER}} criteria {{ TASK }} {TASK} {{task}}${TRAILER}`,
    );
  });

  test.each(['{{TASK}} {{ACCEPTANCE_CRITERIA}}', '$& $1 $$ \\1', '{{', 'a\r\nb  '])(
    'never looks at a value again: %j',
    (value) => {
      expect(filled('<{{TASK}}>\n{{ACCEPTANCE_CRITERIA}}', { TASK: value, ACCEPTANCE_CRITERIA: value })).toBe(
        `<${value}>\n${value}${TRAILER}`,
      );
    },
  );

  test('a line that held nothing but an empty value goes, with the blank line after it', () => {
    expect(filled('a\n\n{{TASK}}\n\nb', { TASK: '' })).toBe(`a\n\nb${TRAILER}`);
    expect(filled('a\r\n\r\n  {{TASK}}  \r\n\r\nb', { TASK: '' })).toBe(`a\r\n\r\nb${TRAILER}`);
    expect(filled('a: {{TASK}}\nb', { TASK: '' })).toBe(`a: \nb${TRAILER}`);
  });

  test('AR-S40 PR-S7 an instruction that is not given is a mistake of ours, where the template has it', () => {
    const of = (text: string) => ({ ...template(text), name: 'compact_tasklist' }) as const;
    const values = { TASKLIST_REWRITE_INSTRUCTIONS: '' };
    expect(() => fill(of('{{TASKLIST_REWRITE_INSTRUCTIONS}}'), values)).toThrow('{{TASKLIST_REWRITE_INSTRUCTIONS}}');
    expect(fill(of('Shorten it. {{MINE}}'), values)).toMatch(/^Shorten it\. \{\{MINE\}\}\n/);
  });

  test('a value of blanks is kept', () => {
    expect(filled('{{TASK}}\nb', { TASK: ' ' })).toBe(` \nb${TRAILER}`);
  });

  test('IL-S56 PR-S5 the default tasklist is put right in an old template, never in a diff', () => {
    const old = {
      ...template('Look at .millstone/tasklist.md.\n{{GIT_DIFF}}'),
      name: 'review_prompt',
      builtIn: false,
    } as const;
    const diff = '+see .millstone/tasklist.md and {{AUTHOR_OUTPUT}}';
    const values = {
      ...{ GIT_DIFF: diff, TASK: '', AUTHOR_OUTPUT: 'words', ACCEPTANCE_CRITERIA: '' },
      ...{ CHECK_RESULTS: '', WORKING_DIRECTORY: '', TASKLIST_READ_INSTRUCTIONS: '' },
    };
    const modern = { ...modernised(old, 'docs/tasks.md'), name: old.name };
    expect(fill(modern, values)).toBe(`Look at docs/tasks.md.\n${diff}\n\n<!-- prompt_name: review_prompt.md -->\n`);
  });
});

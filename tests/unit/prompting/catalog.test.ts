import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TEMPLATES, type Template, type TemplateName } from '../../../src/domain/prompt.js';
import { CATALOG, type Values } from '../../../src/prompting/catalog.js';
import { fill, PLACEHOLDER } from '../../../src/prompting/fill.js';
import { lookAt } from '../../../src/prompting/template-problems.js';

const PROMPTS = resolve(import.meta.dirname, '../../../prompts');
/** Kept for templates of the original's time; ours do not need them. */
const LEGACY: readonly string[] = ['ORCHESTRATOR_DIR', 'TASKLIST_READ_INSTRUCTIONS'];

const template = (name: TemplateName): Template => ({
  name,
  text: readFileSync(resolve(PROMPTS, `${name}.md`), 'utf8'),
  file: `${name}.md`,
  builtIn: true,
});
const all = (name: TemplateName): readonly string[] => [...CATALOG[name].required, ...CATALOG[name].optional];

describe('catalog', () => {
  test('has the templates that are shipped, and no others', () => {
    expect(readdirSync(PROMPTS).sort()).toEqual(TEMPLATES.map((name) => `${name}.md`).sort());
    expect(Object.keys(CATALOG).sort()).toEqual([...TEMPLATES].sort());
  });

  test.each(TEMPLATES)('%s mentions every placeholder it may, and nothing unknown', (name) => {
    expect(lookAt(template(name))).toEqual({ problems: [], notices: [] });
    const mentioned = [...template(name).text.matchAll(PLACEHOLDER)].map((found) => found[1] ?? '');
    const ours = (names: readonly string[]) => [...new Set(names)].filter((one) => !LEGACY.includes(one)).sort();
    expect(ours(mentioned)).toEqual(ours(all(name)));
  });

  test.each([
    ['task_prompt', ['TASK']],
    ['PR-S29 fix_prompt', ['TASK', 'FEEDBACK', 'DIFF']],
    ['tasklist_prompt', ['TASK', 'GROUP_CONTEXT', 'TASK_CONTEXT']],
    ['context_extraction_prompt', ['TASK_TEXT', 'GIT_DIFF']],
    ['review_prompt', ['GIT_DIFF', 'AUTHOR_OUTPUT', 'ACCEPTANCE_CRITERIA', 'TASK']],
    ['sanity_check_impl', ['AGENT_OUTPUT', 'GIT_STATUS', 'GIT_DIFF']],
    ['sanity_check_review', ['REVIEW_OUTPUT']],
    ['commit_prompt', ['TASK', 'FILES']],
    ['review_diff_prompt', ['DIFF_CONTENT']],
    ['research_prompt', ['TASK']],
    ['split_task_prompt', ['TASK_CONTENT', 'COMPLEXITY', 'FILE_REFS', 'KEYWORDS']],
    ['reask_prompt', ['PROBLEM', 'SCHEMA']],
  ])('%s carries what the call is about', (name, placeholders) => {
    const { text } = template(name.replace('PR-S29 ', '') as TemplateName);
    for (const one of placeholders) expect(text).toContain(`{{${one}}}`);
  });

  test.each([
    ['task_prompt', '{{TASK}} {{TASKLIST_UPDATE_INSTRUCTIONS}}'],
    [
      'tasklist_prompt',
      '{{WORKING_DIRECTORY}} {{TASKLIST_READ_INSTRUCTIONS}} {{TASKLIST_COMPLETE_INSTRUCTIONS}} {{ACCEPTANCE_CRITERIA}}',
    ],
    ['context_extraction_prompt', '{{TASK_TEXT}} {{GIT_DIFF}}'],
    ['compact_tasklist', '{{TASKLIST_REWRITE_INSTRUCTIONS}}'],
    [
      'review_prompt',
      '{{WORKING_DIRECTORY}} {{TASKLIST_READ_INSTRUCTIONS}} {{GIT_DIFF}} {{AUTHOR_OUTPUT}} {{ACCEPTANCE_CRITERIA}}',
    ],
    ['sanity_check_impl', '{{AGENT_OUTPUT}} {{GIT_STATUS}} {{GIT_DIFF}} {{ORCHESTRATOR_DIR}}'],
    ['sanity_check_review', '{{REVIEW_OUTPUT}} {{ORCHESTRATOR_DIR}}'],
    ['commit_prompt', 'Commit.'],
  ] as const)('an override of the original still serves as %s', (name, text) => {
    expect(lookAt({ name, text, file: 'mine.md', builtIn: false })).toEqual({ problems: [], notices: [] });
  });

  test('whatever a value holds reaches the agent unchanged', () => {
    const names = [...new Set(TEMPLATES.flatMap(all))].map((name) => `{{${name}}}`);
    const content = fc.array(fc.oneof(fc.constantFrom(...names, '\n', '$&', '{{', '}}'), fc.string()), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), content, (name, pieces) => {
        const value = (of: string) => `<${of}>${pieces.join('')}${names.join('')}</${of}>`;
        const values = Object.fromEntries(all(name).map((of) => [of, value(of)])) as Values<typeof name>;
        const prompt = fill(template(name), values);
        for (const of of all(name)) if (!LEGACY.includes(of)) expect(prompt).toContain(value(of));
      }),
    );
  });

  test('nothing is left of placeholders that have no value', () => {
    for (const name of TEMPLATES) {
      const value = (of: string) => (/_INSTRUCTIONS$/.test(of) ? 'there' : '');
      const values = Object.fromEntries(all(name).map((of) => [of, value(of)])) as Values<typeof name>;
      const prompt = fill(template(name), values);
      expect(prompt).not.toContain('{{');
      expect(prompt).not.toContain('\n\n\n');
    }
  });
});

import { describe, expect, test } from 'vitest';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const script: Turn[] = [
  { on: 'build', says: 'done', edits: { 'a.ts': '{{TASK}}\n' } },
  { on: 'review', says: changesRequested('x') },
  { on: 'fix', says: 'done', edits: { 'b.ts': 'b\n' } },
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'c' },
];

describe('what the agents of a task are told', () => {
  test('IL-S43 the criteria reach author and reviewer in every cycle', async () => {
    const stage = new TaskStage(script, { task: { acceptance: ['gives up after three tries'] } });
    await stage.run();
    const prompts = [...stage.prompts('build'), ...stage.prompts('fix'), ...stage.prompts('review')];
    expect(prompts).toHaveLength(4);
    for (const prompt of prompts) expect(prompt).toContain('- gives up after three tries');
  });

  test('IL-S43 without criteria there is no word about them', async () => {
    const stage = new TaskStage(script);
    await stage.run();
    expect(stage.prompts('build')[0]).not.toMatch(/ACCEPTANCE|must hold/);
  });

  test('IL-S54 an own template is used, with its placeholders filled', async () => {
    const templates = { task_prompt: 'MARKER in {{WORKING_DIRECTORY}}\n{{TASK}}' };
    const stage = new TaskStage(script, { templates });
    await stage.run();
    const [prompt] = stage.prompts('build');
    expect(prompt).toContain('MARKER in /repo\n');
    expect(prompt).toContain('Add retry to the client.');
    expect(prompt).toContain('<!-- prompt_name: task_prompt.md -->');
  });

  test.each([
    [false, /Never tick a box/, /Do not edit/],
    [true, /Do not edit \.millstone\/tasklist\.md in any way/, /reword/],
  ])(
    'PR-S33 no author ticks; with no-tasklist-edits %s it may reword or nothing at all',
    async (noTasklistEdits, yes, no) => {
      const stage = new TaskStage(script, { settings: { noTasklistEdits } });
      await stage.run();
      const [prompt] = stage.prompts('build');
      expect(prompt).toMatch(yes);
      expect(prompt).not.toMatch(no);
    },
  );

  test('placeholders inside a diff stay as they are', async () => {
    const stage = new TaskStage(script);
    await stage.run();
    expect(stage.prompts('review')[0]).toContain('+{{TASK}}');
  });

  test('the context file goes to the author', async () => {
    const stage = new TaskStage(script, { task: { context: 'docs/retry.md' }, contextText: 'Tries are cheap.\n' });
    await stage.run();
    expect(stage.prompts('build')[0]).toContain('docs/retry.md');
    expect(stage.prompts('build')[0]).toContain('Tries are cheap.');
  });

  test('the request to commit names the files and why they were approved', async () => {
    const stage = new TaskStage(script);
    await stage.run();
    const [prompt] = stage.prompts('commit');
    expect(prompt).toContain('a.ts');
    expect(prompt).toContain('b.ts');
    expect(prompt).toContain('It does what was asked.');
  });

  test('very long words of an author are cut before they go on', async () => {
    const long = `begin ${'x'.repeat(200_000)} end`;
    const stage = new TaskStage([{ ...script[0], says: long } as Turn, ...script.slice(1)]);
    await stage.run();
    const [prompt] = stage.prompts('review');
    expect(prompt?.length).toBeLessThan(30_000);
    expect(prompt).toMatch(/begin xx[\s\S]*xx end/);
  });
});

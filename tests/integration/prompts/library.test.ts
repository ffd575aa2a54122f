import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { loadPrompts } from '../../../src/adapters/prompts/library.js';
import { TEMPLATES } from '../../../src/domain/prompt.js';

const builtIn = resolve(import.meta.dirname, '../../../prompts');

let own = '';
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'millstone-prompts-'));
});
afterEach(() => rmSync(own, { recursive: true, force: true }));

const load = (dir: string | null = own) =>
  loadPrompts({ builtIn, own: dir, named: 'prompts_dir', tasklist: 'docs/t.md' }, nodeFiles);

/** What was loaded; the test fails when something is wrong with it. */
async function library(dir: string | null = own) {
  const result = await load(dir);
  if (!result.ok) throw new Error(result.error.map(({ what }) => what).join('\n'));
  return result.value;
}

async function complaints(dir: string | null = own) {
  const result = await load(dir);
  return result.ok ? [] : result.error.map(({ what }) => what);
}

describe('the built-in templates', () => {
  test('are all there, with every placeholder known and none missing', async () => {
    const { prompts, notices } = await library(null);
    expect(notices).toEqual([]);
    for (const name of TEMPLATES) {
      expect(prompts.get(name)).toMatchObject({ name, builtIn: true, file: join(builtIn, `${name}.md`) });
    }
  });

  test('are all used', () => {
    expect(readdirSync(builtIn).sort()).toEqual(TEMPLATES.map((name) => `${name}.md`).sort());
  });

  test('a damaged installation says which one is missing', async () => {
    const result = await loadPrompts({ builtIn: own, own: null, named: 'prompts_dir', tasklist: 't' }, nodeFiles);
    if (result.ok) throw new Error('it was not noticed');
    expect(result.error).toHaveLength(TEMPLATES.length);
    expect(result.error[0]?.what).toBe('the template task_prompt.md is missing from this installation');
  });
});

describe("a user's folder", () => {
  test('PR-S22 wins file by file', async () => {
    writeFileSync(join(own, 'task_prompt.md'), 'Do {{TASK}}. {{TASK_CONTEXT}}\n');
    const { prompts, notices } = await library();
    expect(prompts.get('task_prompt')).toEqual({
      name: 'task_prompt',
      text: 'Do {{TASK}}. {{TASK_CONTEXT}}\n',
      file: join(own, 'task_prompt.md'),
      builtIn: false,
    });
    expect(prompts.get('review_prompt').builtIn).toBe(true);
    expect(notices).toEqual([]);
  });

  test('is understood in the original spelling, with a notice', async () => {
    writeFileSync(join(own, 'task_prompt.md'), '{{TASK}} {{TASK_CONTEXT}} {{TASKLIST_PATH}} .millstone/tasklist.md');
    writeFileSync(join(own, 'review_prompt.md'), '{{GIT_DIFF}} {{CHECK_RESULTS}} .millstone/tasklist.md');
    const { prompts, notices } = await library();
    expect(prompts.get('task_prompt').text).toBe('{{TASK}} {{TASK_CONTEXT}} docs/t.md .millstone/tasklist.md');
    expect(prompts.get('review_prompt').text).toBe('{{GIT_DIFF}} {{CHECK_RESULTS}} docs/t.md');
    expect(notices).toEqual([
      { kind: 'legacy-placeholder', file: join(own, 'task_prompt.md'), placeholder: 'TASKLIST_PATH' },
    ]);
  });

  test('may hold templates that only the original uses; other Markdown is named', async () => {
    for (const name of ['release_prompt.md', 'sre_prompt.md', 'taks_prompt.md', 'notes.txt']) {
      writeFileSync(join(own, name), 'words');
    }
    expect((await library()).notices).toEqual([{ kind: 'unknown-template', file: join(own, 'taks_prompt.md') }]);
  });

  test('with placeholders that nothing fills is taken, with a notice', async () => {
    writeFileSync(join(own, 'fix_prompt.md'), '{{TASK}} {{FEEDBACK}} {{MOOD}}');
    expect((await library()).notices).toEqual([
      { kind: 'unknown-placeholder', file: join(own, 'fix_prompt.md'), placeholder: 'MOOD' },
    ]);
  });

  test('with a byte order mark is read without it', async () => {
    writeFileSync(join(own, 'task_prompt.md'), '\uFEFF{{TASK}}\r\n{{TASK_CONTEXT}}\r\n');
    expect((await library()).prompts.get('task_prompt').text).toBe('{{TASK}}\r\n{{TASK_CONTEXT}}\r\n');
  });

  test('with faults is refused, all of them at once', async () => {
    writeFileSync(join(own, 'task_prompt.md'), 'no task');
    writeFileSync(join(own, 'commit_prompt.md'), ' \n');
    writeFileSync(join(own, 'fix_prompt.md'), Buffer.from('{{TASK}}\n\xff', 'latin1'));
    mkdirSync(join(own, 'review_prompt.md'));
    expect(await complaints()).toEqual([
      `${join(own, 'task_prompt.md')}: the template does not mention {{TASK}}`,
      `${join(own, 'fix_prompt.md')}:2:1: it is no valid UTF-8`,
      `${join(own, 'review_prompt.md')}: it is a folder`,
      `${join(own, 'commit_prompt.md')}: the template is empty`,
    ]);
  });

  test('that is not there, or is a file, is refused once', async () => {
    const missing = join(own, 'missing');
    expect(await complaints(missing)).toEqual([`prompts_dir: the folder ${missing} does not exist`]);
    writeFileSync(join(own, 'a'), '');
    expect(await complaints(join(own, 'a'))).toEqual([
      `${join(own, 'a')}: a file is in the way where a folder is expected`,
    ]);
  });
});

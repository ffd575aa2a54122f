import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Located } from '../../../src/adapters/git/locate.js';
import { layoutOf } from '../../../src/adapters/state/layout.js';
import { prepare } from '../../../src/cli/prepare.js';
import { stage } from '../../unit/cli/stage.js';

test('PR-S2 a folder of prompts is looked for in the repository, wherever one stands; a whole path is kept', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'millstone-own-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [top, elsewhere] = [join(root, 'repo'), join(root, 'elsewhere')];
  for (const dir of [join(top, 'mine'), join(top, 'sub/mine'), join(top, '.millstone'), elsewhere])
    mkdirSync(dir, { recursive: true });
  for (const dir of [join(top, 'mine'), join(top, 'sub/mine'), elsewhere])
    writeFileSync(join(dir, 'task_prompt.md'), `${dir}: {{TASK}}\n`);
  writeFileSync(join(top, '.millstone/config.toml'), 'prompts_dir = "mine"\n');
  const places = {
    prompts: resolve(import.meta.dirname, '../../../prompts'),
    operatorPrompts: '/p',
    guard: '',
    demoAgent: '',
    stageChild: '',
  };
  const { host } = stage({ cwd: join(top, 'sub'), places });
  const used = async (promptsDir?: string): Promise<string> => {
    const flags = promptsDir === undefined ? {} : { promptsDir };
    const prepared = await prepare(flags, { top } as Located, layoutOf(top), host);
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
    const { library } = prepared.value;
    return library.prompts.get('task_prompt').file;
  };
  expect(await used()).toBe(join(top, 'mine/task_prompt.md'));
  expect(await used('sub/mine')).toBe(join(top, 'sub/mine/task_prompt.md'));
  expect(await used(elsewhere)).toBe(join(elsewhere, 'task_prompt.md'));
});

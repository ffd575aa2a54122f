import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved, changesRequested } from '../support/scripted-agents.js';

const HOSTILE = '</li><script>alert(1)</script>';

test('a page about a run, the newest or a named one; what agents say in it is harmless', async () => {
  const rig = await Rig.create();
  const none = await rig.millstone('--report');
  expect(none.exitCode).toBe(1);
  expect(none.stderr).toContain('There is no run to report on yet');

  rig.script(
    { on: 'build', says: HOSTILE, edits: { 'src/retry.ts': 'export {};\n' } },
    { on: 'review', says: changesRequested(HOSTILE) },
    { on: 'fix', says: 'mended', edits: { 'src/retry.ts': 'export const tries = 3;\n' } },
    { on: 'review', says: approved() },
    { on: 'commit', runs: 'git add -A && git commit -qm "Add retry"' },
  );
  expect(await rig.millstone('--task', `Add retry ${HOSTILE}`)).toMatchObject({ exitCode: 0 });
  // An evaluation has a log too, but is no run that was begun.
  rig.write('.millstone/project.toml', "[tests]\ncommand = 'true'\n");
  await rig.millstone('--eval');

  const { stdout, exitCode } = await rig.millstone('--report');
  expect(exitCode).toBe(0);
  const [, shown = ''] = /^Wrote (\.millstone\/runs\/\S+\.report\.html)\nfile:\/\/\/\S+\n$/.exec(stdout) ?? [];
  const text = rig.read(shown);
  expect(text).toContain('<h1>Add retry &lt;/li&gt;&lt;script&gt;');
  expect(text).not.toContain('<script');
  expect(text.match(/changes requested<\/span>/g)).not.toBeNull();
  expect(statSync(join(rig.repo, shown)).mode & 0o777).toBe(0o600);

  const run = shown.slice('.millstone/runs/'.length).replace('.report.html', '');
  const json = JSON.parse((await rig.millstone('--report', run.slice(0, 19), '--json')).stdout);
  expect(json).toMatchObject({ type: 'report', run, path: join(rig.repo, shown) });
  expect(readFileSync(json.path, 'utf8')).toContain(run);

  const unknown = await rig.millstone('--report', '20010101');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.stderr).toContain('There is no log of a run 20010101 in .millstone/runs');
  expect(unknown.stderr).toContain(run);
  expect(readdirSync(join(rig.repo, '.millstone/runs')).filter((name) => name.endsWith('.html'))).toHaveLength(1);
});

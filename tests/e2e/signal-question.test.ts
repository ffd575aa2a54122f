import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { Rig } from '../support/rig.js';

const PROGRAM = resolve(import.meta.dirname, '../../bin/millstone.js');

test('a signal while a person is asked about a high-risk task is no answer: the run is stopped', async () => {
  const rig = await Rig.create();
  const args = [PROGRAM, '--json', '--task', 'Drop the table\n- Risk: high'];
  // Its stdin stays open, as that of a terminal does.
  const child = spawn(process.execPath, args, { cwd: rig.repo, env: rig.env, stdio: 'pipe' });
  const printed = text(child.stdout);
  const closed = once(child, 'close');
  for await (const words of child.stderr.setEncoding('utf8')) {
    if (String(words).includes('[y/N]')) child.kill('SIGINT');
  }
  expect(await closed).toEqual([130, null]);
  const last = (await printed).trimEnd().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({ type: 'run-ended', exit: 130, outcome: 'interrupted' });
  expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'halted', reason: 'cancelled' });
  expect(await rig.fake.calls()).toEqual([]);
});

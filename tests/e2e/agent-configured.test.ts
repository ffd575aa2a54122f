import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

const CONFIG = `cli = "mine"
sanity = false
commit_by = "tool"

[agents.mine]
command = "my-agent"
args = ["--print"]
output = "json"
text_field = "result.text"
session_field = "session.id"
resume_args = ["--resume", "{session}"]
read_only_args = ["--no-write"]
`;

/** A tool nobody has heard of: it prints more than its JSON, which it indents. */
const program = (body: string): string => `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
appendFileSync(process.env.HOME + '/calls', args.join(' ') + '\\n');
const prompt = readFileSync(0, 'utf8');
const tell = (value) => console.log('ready {1}\\n' + JSON.stringify(value, null, 2) + '\\nbye');
${body}
`;

const WORKS = `
const text = () => (existsSync('a.txt') ? readFileSync('a.txt', 'utf8') : '');
if (!args.includes('--no-write')) {
  writeFileSync('a.txt', args.includes('--resume') ? 'hello\\n' : 'helo\\n');
  return tell({ result: { text: 'I wrote a.txt.' }, session: { id: 'S1' } });
}
const right = prompt.includes('hello');
const verdict = {
  status: right ? 'APPROVED' : 'REQUEST_CHANGES',
  review: 'I looked.',
  summary: right ? 'As asked.' : 'A letter is missing.',
  findings: [],
  findings_by_severity: { critical: [], high: right ? [] : ['a.txt:1 a letter is missing'], medium: [], low: [], nit: [] },
};
tell({ result: { text: JSON.stringify(verdict) }, session: { id: 'R1' } });
`;

describe('an agent that only the configuration knows', () => {
  const stage = async (body: string): Promise<Rig> => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', CONFIG);
    writeFileSync(join(rig.fake.bin, 'my-agent'), program(`(() => {${body}})();`), { mode: 0o755 });
    return rig;
  };

  test('does a whole task, mends what was found in the same conversation, and reads by its own arguments', async () => {
    const rig = await stage(WORKS);
    const ran = await rig.millstone(...TASK);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(rig.git('show', 'HEAD:a.txt')).toBe('hello');
    expect(rig.status()).toBe('');
    const calls = rig.read('../home/calls').trimEnd().split('\n');
    expect(calls).toEqual(['--print', '--print --no-write', '--print --resume S1', '--print --no-write']);
  });

  test('AG-S55 tells in its JSON why it failed', async () => {
    const rig = await stage(
      "tell({ error: { code: 401, message: 'Invalid API key: log in first' } }); process.exitCode = 1;",
    );
    const ran = await rig.millstone(...TASK);
    expect(ran).toMatchObject({ exitCode: 1 });
    expect(ran.stdout).toContain('Invalid API key: log in first');
    expect(ran.stdout).toContain('sign in as my-agent asks for it');
    expect(rig.read('../home/calls')).toBe('--print\n');
  });
});

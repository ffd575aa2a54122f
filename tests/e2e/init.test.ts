import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const TESTED = JSON.stringify({ scripts: { test: 'node t.js', lint: 'no-such-linter' } });
/** A repository of a Node project whose tests pass and leave a file, and whose linter is not there. */
async function nodeRig(): Promise<Rig> {
  const rig = await Rig.create();
  rig.write('package.json', TESTED);
  rig.write('t.js', "require('fs').writeFileSync('report.txt', '1'); console.log('1 passed')\n");
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'node');
  return rig;
}

describe('--init', () => {
  test('CLI-S19 CFG-S36 finds the checks, tries them, writes files that the next run takes, and says what is next', async () => {
    const rig = await nodeRig();
    rig.write('.gitignore', 'node_modules/\n');
    rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 500\n');
    const ran = await rig.millstone('--init', '--yes');
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/^Project Node \(npm\)$/m);
    expect(ran.stdout).toMatch(/^ {2}tests .* passed: npm test$/m);
    expect(ran.stdout).toMatch(/^ {2}lint .* not measured \(not installed\): npm run lint$/m);
    expect(ran.stdout).toContain('The checks changed report.txt');
    expect(ran.stdout).toMatch(/Next:\n {2}1\. see to the lint check \(not measured \(not installed\)\)/);
    expect(rig.read('.millstone/project.toml')).toContain('command = "npm test"');
    expect(rig.read('.gitignore')).toContain('/.millstone/');
    expect(rig.status()).toBe(' M .gitignore\n?? report.txt');

    rig.script(
      { on: 'build', says: 'done', edits: { a: 'a\n' } },
      {
        on: 'review',
        says: { status: 'APPROVED', review: 'r', summary: 's', findings: null, findings_by_severity: null },
      },
      { on: 'commit', runs: 'git add a && git commit -qm a' },
    );
    const run = await rig.events('--task', 'Add a', '--allow-dirty');
    expect(run.exitCode).toBe(0);
    const checked = run.events.flatMap((event) => (event.type === 'project-checked' ? [event.ran] : []));
    expect(checked.map(({ kind, ending }) => [kind, ending])).toEqual([
      ['tests', { kind: 'exited', code: 0 }],
      ['lint', { kind: 'exited', code: 127 }],
    ]);
    const review = (await rig.fake.calls()).find(({ prompt }) => prompt.includes('You are the reviewer'));
    expect(review?.prompt).toMatch(/- tests: passed in [\s\S]*- lint: not measured \(not installed\)[\s\S]*1 passed/);
    expect(rig.read('report.txt')).toBe('1');
    const settings = readdirSync(join(rig.repo, '.millstone')).filter((name) => name.endsWith('.toml'));
    expect(settings.sort()).toEqual(['config.toml', 'policy.toml', 'project.toml']);
  });

  test('CLI-S20 a second one changes nothing; --force writes anew, keeps a copy, and leaves the tasklist', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'max_cycles = 7\n');
    rig.write('.millstone/tasklist.md', '- [ ] mine\n');
    const again = await rig.millstone('--init', '--yes');
    expect([again.exitCode, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(/^Error: \.millstone\/config\.toml already exists\n.*--force/);
    expect(readdirSync(join(rig.repo, '.millstone'))).toEqual(['config.toml', 'tasklist.md']);

    expect((await rig.millstone('--init', '--yes', '--force')).exitCode).toBe(0);
    expect(rig.read('.millstone/config.toml')).toMatch(/^cli = "claude"$/m);
    expect(rig.read('.millstone/config.toml.1.bak')).toBe('max_cycles = 7\n');
    expect(rig.read('.millstone/tasklist.md')).toBe('- [ ] mine\n');

    const third = await rig.millstone('--init', '--yes', '--force');
    expect(third.stdout).toContain('Left .millstone/config.toml as it is');
    expect(existsSync(join(rig.repo, '.millstone/config.toml.2.bak'))).toBe(false);
  });

  test('CLI-S21 CLI-S25 from a folder of a repository without commits, of no known kind: at its top level', async () => {
    const rig = await Rig.create({ empty: true });
    rig.write('docs/a.txt', '');
    const ran = await rig.start(['--init', '--yes', '--json'], { cwd: join(rig.repo, 'docs') }).ended;
    const { checks, projects, next, written } = JSON.parse(ran.stdout);
    expect({ checks, projects }).toEqual({ checks: [], projects: [] });
    expect(next[0]).toContain('first commit');
    expect(written).toContain('.millstone/config.toml');
    expect(rig.read('.millstone/project.toml')).not.toMatch(/^command/m);
    expect(rig.read('.millstone/config.toml')).not.toContain('eval_scripts');
  });

  test('CLI-S22 without a repository: where it is started, with git init as the next step', async () => {
    const rig = await Rig.create();
    const cwd = join(rig.root, 'plain');
    mkdirSync(cwd);
    const ran = await rig.start(['--init', '--yes'], { cwd }).ended;
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toMatch(/Next:\n {2}1\. git init/);
    expect(readdirSync(join(cwd, '.millstone')).sort()).toEqual(['config.toml', 'project.toml', 'tasklist.md']);
  });

  test('CLI-S24 asks, and takes what is answered; nobody is taken as a yes to what was found', async () => {
    const rig = await nodeRig();
    const command = 'echo "a \\\\ b"';
    const ran = await rig.start(['--init', '--force'], { input: `nobody\ndemo\n${command}\n` }).ended;
    expect(ran.stdout).toContain('"nobody" is none that millstone knows');
    expect(ran.stdout).toContain(`passed: ${command}`);
    expect(rig.read('.millstone/config.toml')).toMatch(/^cli = "demo"$/m);
    const set = rig.read('.millstone/project.toml');
    expect(set).toMatch(/^command = "npm run lint"$/m);
    expect(set).toContain(`command = ${JSON.stringify(command)}`);
  });

  test('stopped while a check runs, it writes nothing', async () => {
    const rig = await Rig.create();
    rig.write('package.json', JSON.stringify({ scripts: { test: 'touch begun; sleep 60' } }));
    const running = rig.start(['--init', '--yes']);
    while (!existsSync(join(rig.repo, 'begun'))) await new Promise((go) => setTimeout(go, 20));
    execFileSync('kill', ['-INT', String(running.pid)]);
    expect((await running.ended).exitCode).toBe(130);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });
});

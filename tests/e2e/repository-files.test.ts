import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf, withFiles } from './repository-state.js';

const TASK = ['--task', 'Add retry'];
const REVIEW = { on: 'review', says: approved() } as const;
const BY_TOOL = 'commit_by = "tool"\n';

/** Every file of a commit with its mode, names as git has them: one character a byte. */
function committed(rig: Rig): Readonly<Record<string, string>> {
  const listed = execFileSync('git', ['ls-tree', '-r', '-z', 'HEAD'], { cwd: rig.repo, encoding: 'latin1' });
  const rows = listed.split('\0').filter((row) => row !== '');
  return Object.fromEntries(rows.map((row) => [row.slice(row.indexOf('\t') + 1), row.slice(0, 6)]));
}

describe('files of every kind', () => {
  test('IL-S25 whatever a file is called, it is counted, reviewed and committed (IL-D4)', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', BY_TOOL);
    const names = ['a b', 'two\nlines', 'quo"te', "apos'trophe", 'tab\tbed', '-dash', ':colon', '*star', 'back\\slash'];
    const made = Object.fromEntries([...names, 'dir with\nnewline/größe'].map((name) => [`odd/${name}`, 'x\n']));
    // macOS has no files whose name is not UTF-8.
    const bad = process.platform === 'linux' ? ['odd/bad\xffname'] : [];
    rig.script(
      { on: 'build', edits: made, runs: bad.map(() => `echo x > "$(printf 'odd/bad\\377name')"`).join() },
      REVIEW,
    );
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    const bytes = [...Object.keys(made).map((name) => Buffer.from(name).toString('latin1')), ...bad];
    expect(committed(rig)).toEqual({
      '.gitignore': '100644',
      'README.md': '100644',
      ...Object.fromEntries(bytes.map((name) => [name, '100644'])),
    });
    expect(rig.status()).toBe('');
    expect(run.events).toContainEqual(expect.objectContaining({ type: 'checked', lines: bytes.length }));
    const review = (await rig.fake.calls()).find((call) => call.purpose === 'review');
    expect(review?.prompt.match(/^\+\+\+ /gm)).toHaveLength(bytes.length);
  });

  test('IL-S15 a binary file counts no lines and is committed as it is', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', BY_TOOL);
    rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 1\n');
    const blob = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7) % 256));
    writeFileSync(join(rig.root, 'blob'), blob);
    rig.script({ on: 'build', runs: 'cp ../blob blob.bin; echo one > text' }, REVIEW);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    const observed = run.events.find((event) => event.type === 'observed');
    expect(observed).toMatchObject({
      files: [
        { path: 'blob.bin', binary: true, added: 0 },
        { path: 'text', added: 1 },
      ],
    });
    const shown = execFileSync('git', ['show', 'HEAD:blob.bin'], { cwd: rig.repo });
    expect(shown.equals(blob)).toBe(true);
  });

  test('links, modes, deletions and filters are committed as git would; an empty folder stays where it is', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', BY_TOOL);
    rig.write('script.sh', 'echo\n');
    rig.write('old/file', 'x\n');
    rig.write('.gitattributes', '*.txt filter=up\n*.crlf text eol=crlf\n');
    rig.git('config', 'filter.up.clean', 'tr a-z A-Z');
    rig.git('config', 'filter.up.smudge', 'tr A-Z a-z');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'more');
    rig.script(
      {
        on: 'build',
        edits: { 'old/file': null, 'low.txt': 'word\n', 'dos.crlf': 'one\r\n' },
        runs: 'ln -s README.md link; ln -s /nowhere dangling; chmod +x script.sh; mkdir -p empty/er',
      },
      REVIEW,
    );
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(committed(rig)).toEqual({
      '.gitattributes': '100644',
      '.gitignore': '100644',
      'README.md': '100644',
      'script.sh': '100755',
      link: '120000',
      dangling: '120000',
      'low.txt': '100644',
      'dos.crlf': '100644',
    });
    expect([rig.git('show', 'HEAD:low.txt'), rig.git('show', 'HEAD:dangling')]).toEqual(['WORD', '/nowhere']);
    expect(rig.git('cat-file', 'blob', 'HEAD:dos.crlf')).toBe('one');
    expect([rig.read('low.txt'), rig.read('dos.crlf')]).toEqual(['word\n', 'one\r\n']);
    expect(statSync(join(rig.repo, 'empty/er')).isDirectory()).toBe(true);
    expect(lstatSync(join(rig.repo, 'link')).isSymbolicLink()).toBe(true);
    expect(rig.status()).toBe('');
  });

  test('a submodule counts by its commit; what is uncommitted inside halts the run until a person has dealt with it', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', BY_TOOL);
    const inner = join(rig.root, 'inner');
    mkdirSync(inner);
    rig.git('-C', inner, 'init', '-q', '-b', 'main');
    rig.git('-C', inner, 'commit', '-q', '--allow-empty', '-m', 'inner');
    rig.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    rig.git('commit', '-qm', 'with a submodule');
    rig.script(
      { on: 'build', runs: 'cd sub && echo b > b && git add b && git commit -qm b && echo dirt > dirt' },
      REVIEW,
    );
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(1);
    expect(run.events.find((event) => event.type === 'observed')).toMatchObject({ files: [{ path: 'sub' }] });
    expect(run.events.find((event) => event.type === 'halted')).toMatchObject({
      halt: { reason: 'submodule', files: ['sub/dirt'] },
    });
    // As long as nothing is done about it, going on halts for the same.
    expect((await rig.events('--continue')).exitCode).toBe(1);
    rig.git('-C', 'sub', 'add', 'dirt');
    rig.git('-C', 'sub', 'commit', '-qm', 'dirt');
    const more = await rig.events('--continue');
    expect(more.exitCode).toBe(0);
    expect(rig.git('ls-tree', 'HEAD', 'sub')).toContain(rig.git('-C', 'sub', 'rev-parse', 'HEAD'));
    expect(rig.status()).toBe('');
  });

  test.each([
    [
      'a filter that fails',
      'echo x > a.txt',
      "error: external filter 'echo one >&2; false' failed 1",
      { 'a.txt': 'x\n' },
    ],
    ['a repository without commits', 'mkdir app; cd app; git init -q', 'remove app/.git, make it a submodule, or', {}],
  ])('what git cannot read halts: %s (IL-D3)', async (_name, runs, says, left) => {
    const rig = await Rig.create();
    rig.write('.gitattributes', '*.txt filter=broken\n');
    rig.git('config', 'filter.broken.clean', 'echo one >&2; false');
    rig.git('config', 'filter.broken.required', 'true');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'attributes');
    const before = stateOf(rig);
    rig.script({ on: 'build', runs });
    const run = await rig.events(...TASK, '--exit-codes', 'extended');
    expect(run.exitCode).toBe(29);
    const halted = run.events.find((event) => event.type === 'halted');
    // Its own words come first, whatever the filter printed before.
    const first = expect.stringMatching(/^error: .+/);
    expect(halted).toMatchObject({ halt: { reason: 'git', doing: 'look at the working tree', says: first } });
    expect(run.stderr).toContain('git failed (look at the working tree): ');
    expect(run.stderr).toContain(says);
    expect(stateOf(rig)).toEqual(withFiles(before, left));
  });
});

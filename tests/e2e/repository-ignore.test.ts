import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const REVIEW = { on: 'review', says: approved() } as const;
const LINES = '# State and logs of millstone\n/.millstone/\n';
const WRITTEN = 'Added /.millstone/ to .gitignore';

/** A repository whose `.gitignore` knows nothing of millstone; null for none at all. */
async function ignoring(text: string | null): Promise<Rig> {
  const rig = await Rig.create();
  if (text === null) rig.git('rm', '-q', '.gitignore');
  else rig.write('.gitignore', text);
  rig.git('commit', '-qam', 'ignore');
  return rig;
}
const adding = (name: string) =>
  [
    { on: 'build', edits: { [name]: 'x\n' } },
    REVIEW,
    { on: 'commit', runs: `git add ${name}; git commit -qm "Add ${name}"` },
  ] as const;

describe('the ignore line', () => {
  test('ST-S1 is written once, and is never a change of the task (P11)', async () => {
    const rig = await ignoring('node_modules');
    rig.script(...adding('a'));
    const first = await rig.events('--task', 'Add a');
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain(WRITTEN);
    expect(first.events.find((event) => event.type === 'observed')).toMatchObject({ files: [{ path: 'a' }] });
    expect(rig.read('.gitignore')).toBe(`node_modules\n\n${LINES}`);
    expect(rig.git('show', '--format=', '--name-only')).toBe('a');

    // Nobody has committed the line: the next start does not take it for dirt, and an author who does is right.
    rig.script({ on: 'build', edits: { b: 'x\n' } }, REVIEW, {
      on: 'commit',
      runs: 'git add -A; git commit -qm "Add b"',
    });
    const second = await rig.events('--task', 'Add b');
    expect(second.exitCode).toBe(0);
    expect(second.stderr).not.toContain(WRITTEN);
    expect(second.events.find((event) => event.type === 'observed')).toMatchObject({ files: [{ path: 'b' }] });
    expect(rig.git('show', '--format=', '--name-only')).toBe('.gitignore\nb');
    expect(rig.read('.gitignore')).toBe(`node_modules\n\n${LINES}`);
    expect(rig.status()).toBe('');
    const exclude = readFileSync(join(rig.repo, '.git/info/exclude'), 'utf8');
    expect(exclude.split('/.millstone/')).toHaveLength(2);
  });

  test('an edit of .gitignore by the author is committed without it', async () => {
    const rig = await ignoring('node_modules\n');
    rig.write('.git/info/exclude', '');
    rig.script({ on: 'build', runs: 'echo dist/ >> .gitignore' }, REVIEW, { on: 'commit' }, { on: 'commit' });
    const run = await rig.events('--task', 'Ignore dist');
    expect(run.exitCode).toBe(0);
    expect(rig.git('show', 'HEAD:.gitignore')).toBe('node_modules\ndist/');
    expect(run.events).toContainEqual(expect.objectContaining({ type: 'checked', lines: 1 }));
    expect(rig.read('.gitignore')).toBe(`node_modules\n\n${LINES}dist/\n`);
  });

  test('stays when the run fails, and the next one may start', async () => {
    const rig = await ignoring(null);
    rig.script({ on: 'build', exit: 3, stderr: 'boom' });
    expect(await rig.millstone('--task', 'Add a')).toMatchObject({ exitCode: 1 });
    expect(rig.status()).toBe('?? .gitignore');
    rig.script(...adding('a'));
    expect(await rig.millstone('--task', 'Add a')).toMatchObject({ exitCode: 0 });
    expect(rig.read('.gitignore')).toBe(LINES);
  });

  test('ST-S2 is not written where git ignores the folder already', async () => {
    const rig = await ignoring(null);
    rig.write('.git/info/exclude', '.mill*\n');
    rig.script(...adding('a'));
    const run = await rig.millstone('--task', 'Add a');
    expect(run.exitCode).toBe(0);
    expect(run.stdout).not.toContain(WRITTEN);
    expect(rig.git('ls-files')).toBe('README.md\na');
    expect(rig.status()).toBe('');
    expect(readFileSync(join(rig.repo, '.git/info/exclude'), 'utf8')).toBe('.mill*\n');
  });
});

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf, withFiles } from './repository-state.js';

const NOBODY = { GIT_AUTHOR_NAME: '', GIT_AUTHOR_EMAIL: '', GIT_COMMITTER_NAME: '', GIT_COMMITTER_EMAIL: '' };
/** Asks for a password wherever it can, and waits for it. */
const PINENTRY = `#!/bin/sh
if [ -n "$GPG_TTY" ] || (: < /dev/tty) 2> /dev/null; then exec sleep 600; fi
echo "gpg: no way to ask" >&2
exit 2
`;

/** What git needs to be told, or what is in its way, with what the run must say about it. */
const CASES: readonly {
  readonly name: string;
  readonly prepare: (rig: Rig) => void;
  readonly env?: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}[] = [
  {
    name: 'no identity',
    prepare: (rig) => void rig.git('config', 'user.useConfigOnly', 'true'),
    env: NOBODY,
    says: ['ident', 'git config user.name', 'git config user.email'],
  },
  {
    name: 'a signature that would be asked for (S18)',
    prepare: (rig) => {
      rig.write('../gpg', PINENTRY);
      chmodSync(join(rig.root, 'gpg'), 0o755);
      rig.git('config', 'gpg.program', join(rig.root, 'gpg'));
      rig.git('config', 'commit.gpgsign', 'true');
    },
    env: { GPG_TTY: '/dev/tty' },
    says: ['gpg failed to sign the data', 'unlock the key, or git config commit.gpgsign false'],
  },
  {
    name: 'a lock that another git left',
    prepare: (rig) => rig.write('.git/index.lock', ''),
    says: ['.git/index.lock is there', 'remove the lock file'],
  },
];

describe('what was approved but git cannot commit', () => {
  test.each(CASES)('$name: commit_failed with the way out, and nothing is lost', async ({ prepare, env, says }) => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'commit_by = "tool"\nhook_timeout = 20\n');
    prepare(rig);
    const before = stateOf(rig);
    rig.script({ on: 'build', edits: { a: 'a\n' } }, { on: 'review', says: approved() });
    const run = await rig.start(['--task', 'Add a', '--exit-codes', 'extended'], { env: env ?? {} }).ended;
    expect(run).toMatchObject({ exitCode: 27, stderr: '' });
    expect(run.stdout).toContain('Outcome: commit_failed');
    expect(run.stdout).toContain('The change was approved, but git could not commit it.');
    for (const one of says) expect(run.stdout).toContain(one);
    expect(run.stdout).toContain('millstone --continue');
    expect(stateOf(rig)).toEqual(withFiles(before, { a: 'a\n' }));
  });
});

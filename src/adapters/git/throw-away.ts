import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository that nobody will miss. */
export interface ThrowAway {
  readonly folder: string;
  /** The history, newest first, with the files of each commit. */
  log(): Promise<string>;
}

/** Whose name stands under the first commit, and under what agents commit there. */
const IDENTITY = { 'user.name': 'Demo', 'user.email': 'demo@example.invalid', 'commit.gpgsign': 'false' };

/** Makes a repository with some files and one commit in the system's folder for temporary files. */
export async function throwAway(files: Readonly<Record<string, string>>): Promise<ThrowAway> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'millstone-demo-')));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const { simpleGit } = await import('simple-git');
  const git = simpleGit(folder);
  await git.init(['--initial-branch=main']);
  for (const [key, value] of Object.entries(IDENTITY)) await git.addConfig(key, value);
  await git.add('.');
  await git.commit('Start');
  return {
    folder,
    log: () => git.raw('log', '--no-decorate', '--stat', '--format=%n%h %s'),
  };
}

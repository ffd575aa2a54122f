import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { locate } from '../../../src/adapters/git/locate.js';
import { type RepositoryParts, repositoryParts } from '../../../src/adapters/git/parts.js';
import { makeRepository, type RepositoryDeps } from '../../../src/adapters/git/repository.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import type { RunId } from '../../../src/domain/ids.js';
import type { Result } from '../../../src/domain/result.js';
import type { RunProcess } from '../../../src/ports/process.js';
import type { Repository } from '../../../src/ports/repository.js';

export const signal: AbortSignal = new AbortController().signal;

/** Nothing of the developer's own git may leak in. */
export const ENV: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

/** Runs programs and remembers their arguments, so that a test can count them. */
export function countingRun(): { run: RunProcess; calls: (readonly string[])[] } {
  const calls: (readonly string[])[] = [];
  const spawn = makeSpawn({ guard: null, mark: null });
  const run: RunProcess = (command, signal) => {
    calls.push(command.args);
    return spawn(command, signal);
  };
  return { run, calls };
}

/** A throw-away repository, removed at the end of the block. */
export interface Rig extends Disposable {
  readonly top: string;
  readonly calls: (readonly string[])[];
  git(...args: string[]): string;
  write(name: string | Buffer, text: string | Buffer): void;
  /** Commits everything. */
  save(message: string): string;
  open(more?: Partial<RepositoryDeps> & { cwd?: string }): Promise<Repository>;
}

export function makeRig({ empty = false }: { empty?: boolean } = {}): Rig {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'millstone-git-')));
  const top = join(base, 'repo');
  mkdirSync(top);
  const { run, calls } = countingRun();
  const rig: Rig = {
    top,
    calls,
    git: (...args) =>
      execFileSync('git', args, { cwd: top, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd(),
    write(name, text) {
      const path = Buffer.concat([Buffer.from(`${top}/`), Buffer.from(name)]);
      mkdirSync(dirname(path.toString('latin1')), { recursive: true });
      writeFileSync(path, text);
    },
    save(message) {
      rig.git('add', '-A');
      rig.git('commit', '-qm', message);
      return rig.git('rev-parse', 'HEAD');
    },
    async open({ cwd = top, ...more } = {}) {
      const located = value(await locate({ run, cwd, env: ENV }, signal));
      return makeRepository({
        located,
        run,
        runHooks: run,
        runId: '20250101_000000_000_abcd' as RunId,
        env: ENV,
        tmpDir: join(base, 'tmp'),
        hookTimeoutMs: 20_000,
        artifacts: [],
        patchLimit: 200_000,
        patchFile: () => join(base, 'tmp', 'patch.diff'),
        ...more,
      });
    },
    [Symbol.dispose]: () => rmSync(base, { recursive: true, force: true }),
  };
  rig.git('init', '-q', '-b', 'main');
  if (!empty) {
    rig.write('a.txt', 'one\ntwo\nthree\n');
    rig.save('start');
  }
  return rig;
}

/** Where the checkout of a rig is. */
export const homeOf = ({ top }: Rig) => ({ top, gitDir: join(top, '.git'), commonDir: join(top, '.git') });

/** The parts of a repository, as commands use them that are no run. */
export async function partsOf({ top }: Rig): Promise<RepositoryParts> {
  const { run } = countingRun();
  const located = value(await locate({ run, cwd: top, env: ENV }, signal));
  const runId = '20250101_000000_000_ffff' as RunId;
  return repositoryParts({ located, run, env: ENV, tmpDir: join(dirname(top), 'tmp'), runId });
}

/** The value of a success; fails the test with the error otherwise. */
export function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) expect.fail(JSON.stringify(result.error));
  return result.value;
}

/** The error of a failure; fails the test otherwise. */
export function error<T, E>(result: Result<T, E>): E {
  if (result.ok) expect.fail(`no failure but ${JSON.stringify(result.value)}`);
  return result.error;
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunEvent } from '../../src/domain/event.js';
import { createFake, type FakeAgent } from './fake-agent.js';
import type { FakeTurn } from './fake-agent-turn.js';

const PROGRAM = resolve(import.meta.dirname, '../../bin/millstone.js');

/** A run of the built program that has ended. */
export interface Ran {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the built program that goes on. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<Ran>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Written to stdin, which is then closed; none by default. */
  readonly input?: string;
}

/**
 * A repository with one commit, a fake agent in front of PATH, and nothing of the developer's machine: identity,
 * locale, colours and git's configuration are fixed. It is removed when the test has finished. A call without a turn,
 * or a turn without a call, fails the test; a failed test prints the agents' conversation.
 */
export class Rig {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'millstone-e2e-')));
  readonly repo = join(this.root, 'repo');
  readonly fake: FakeAgent;
  /** Set by tests whose script is not to be played to its end. */
  lenient = false;
  private last: Ran = { exitCode: null, signal: null, stdout: '', stderr: '' };

  private constructor() {
    for (const folder of ['repo', 'fake', 'home']) mkdirSync(join(this.root, folder));
    this.fake = createFake(join(this.root, 'fake'));
  }

  static async create({ empty = false }: { empty?: boolean } = {}): Promise<Rig> {
    const rig = new Rig();
    onTestFinished(({ task }) => rig.finish(task.result?.state === 'fail'));
    rig.git('init', '-q', '-b', 'main');
    if (!empty) {
      rig.write('.gitignore', '/.millstone/\n');
      rig.write('README.md', '# start\n');
      rig.git('add', '-A');
      rig.git('commit', '-qm', 'start');
    }
    return rig;
  }

  get env(): Readonly<Record<string, string>> {
    return {
      PATH: `${this.fake.bin}:${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      HOME: join(this.root, 'home'),
      LANG: 'C.UTF-8',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.invalid',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.invalid',
      MILLSTONE_DEMO_PACE: '0',
    };
  }

  script(...turns: readonly FakeTurn[]): void {
    this.fake.script(...turns);
  }

  /** Starts the program. */
  start(args: readonly string[], { env = {}, cwd = this.repo, input }: RunOptions = {}): Running {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd,
      env: { ...this.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    child.stdin?.end(input);
    const texts = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      texts.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      texts.stderr += text;
    });
    const ended = new Promise<Ran>((done, fail) => {
      child.on('error', fail);
      child.on('close', (exitCode, signal) => {
        this.last = { exitCode, signal, ...texts };
        done(this.last);
      });
    });
    return { child, pid: child.pid ?? 0, ended };
  }

  millstone(...args: readonly string[]): Promise<Ran> {
    return this.start(args).ended;
  }

  /** Runs with `--json` and returns the events beside the rest. */
  async events(...args: readonly string[]): Promise<Ran & { readonly events: readonly RunEvent[] }> {
    const ran = await this.millstone('--json', ...args);
    const events = ran.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RunEvent);
    return { ...ran, events };
  }

  git(...args: readonly string[]): string {
    const { repo: cwd, env } = this;
    return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  /** Subjects of the commits, newest first. */
  log(): readonly string[] {
    return this.git('log', '--format=%s').split('\n');
  }

  /** What is not committed, millstone's folder apart; in porcelain. */
  status(): string {
    return this.git('status', '--porcelain');
  }

  write(name: string, text: string | Buffer): void {
    const path = join(this.repo, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.repo, name), 'utf8');
  }

  private async finish(failed: boolean): Promise<void> {
    const problems = this.lenient ? [] : await this.fake.problems();
    const told = failed || problems.length > 0 ? await this.fake.conversation() : '';
    rmSync(this.root, { recursive: true, force: true });
    if (failed) process.stdout.write(`${this.last.stdout}${this.last.stderr}\n${told}\n`);
    else if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${told}`);
  }
}

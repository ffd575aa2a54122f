import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HOMES, settle } from './homes.js';
import type { Installed } from './install.js';
import type { Run } from './run.js';
import type { Cast } from './scenario.js';
import { ModelServer } from './server/model-server.js';

/**
 * A repository with one commit, a home that is thrown away, and a model that follows a script: everything that a real
 * agent meets. Whoever it tries to reach besides is refused and written down.
 */
export class Stage {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'millstone-real-')));
  readonly repo = join(this.root, 'repo');
  readonly home = join(this.root, 'home');
  /** What the runs have printed. */
  output = '';
  /** Everything that was started in it. */
  readonly runs: Run[] = [];
  private constructor(
    readonly installed: readonly Installed[],
    readonly server: ModelServer,
    readonly env: Readonly<Record<string, string>>,
    private readonly once: boolean,
  ) {}

  /** `once`: its agents do not try again by themselves. */
  static async create(installed: readonly Installed[], once = true): Promise<Stage> {
    const stage = new Stage(installed, await ModelServer.start(), {}, once);
    mkdirSync(join(stage.home, 'tmp'), { recursive: true });
    mkdirSync(stage.repo);
    stage.server.folder = stage.repo;
    Object.assign(stage.env, stage.environment());
    writeFileSync(join(stage.home, '.gitconfig'), '[user]\n\tname = A\n\temail = a@example.invalid\n');
    stage.git('init', '-q', '-b', 'main');
    stage.write('.gitignore', '/.millstone/\n');
    stage.write('README.md', '# start\n');
    stage.git('add', '-A');
    stage.git('commit', '-qm', 'start');
    return stage;
  }

  private environment(): Readonly<Record<string, string>> {
    const { url } = this.server;
    const path = [...this.installed.map(({ bin }) => bin), dirname(process.execPath), process.env.PATH ?? ''];
    return {
      PATH: path.join(':'),
      HOME: this.home,
      TMPDIR: join(this.home, 'tmp'),
      LANG: 'C.UTF-8',
      SHELL: '/bin/bash',
      TERM: 'dumb',
      GIT_CONFIG_NOSYSTEM: '1',
      // Loopback is reached directly, everything else through the model, which refuses it.
      HTTPS_PROXY: url,
      https_proxy: url,
      NO_PROXY: '127.0.0.1,localhost',
      no_proxy: '127.0.0.1,localhost',
      ...Object.assign({}, ...this.installed.map(({ agent }) => settle(agent, this.home, url, this.once))),
    };
  }

  /** Who plays what, with further lines of `config.toml`. */
  configure({ author, reviewer }: Pick<Cast, 'author' | 'reviewer'>, lines: readonly string[] = []): void {
    const cast = [
      `cli_builder = "${author}"`,
      `model_builder = "${HOMES[author].model}"`,
      ...['reviewer', 'sanity'].flatMap((role) => [
        `cli_${role} = "${reviewer}"`,
        `model_${role} = "${HOMES[reviewer].model}"`,
      ]),
    ];
    this.write('.millstone/config.toml', `${[...cast, ...lines].join('\n')}\n`);
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.repo, env: this.env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  /** Subjects of the commits, newest first. */
  log(): readonly string[] {
    return this.git('log', '--format=%s').split('\n');
  }

  write(name: string, text: string): void {
    const path = join(this.repo, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** A file of the repository; null when it is not there. */
  read(name: string): string | null {
    const path = join(this.repo, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  /** Ends what a scenario that failed has left at work, and throws everything away. */
  async close(): Promise<void> {
    for (const { child, ended } of this.runs) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    }
    await this.server.stop();
    // Some write their last lines when they have ended already.
    rmSync(this.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

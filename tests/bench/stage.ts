import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './measure.js';

/** What an agent does in the author's first call; the other roles always answer at once and in favour. */
export interface Part {
  /** Shell commands of the author's build call, run in the repository. */
  readonly build: string;
}

/** A throw-away repository of about a hundred files, and an instant agent that answers to the name `claude`. */
export class Stage {
  readonly root = mkdtempSync(join(tmpdir(), 'millstone-bench-'));
  readonly repo = join(this.root, 'repo');
  readonly bin = join(this.root, 'bin');
  /** `<role> <start> <end>` in seconds since 1970, a line per call. */
  readonly times = join(this.root, 'times');

  constructor(part: Part, files = 60) {
    for (const folder of [this.repo, this.bin, join(this.root, 'home')]) mkdirSync(folder);
    writeFileSync(join(this.bin, 'claude'), agent(part));
    chmodSync(join(this.bin, 'claude'), 0o755);
    this.git('init', '-q', '-b', 'main');
    for (let i = 0; i < files; i++) writeFileSync(join(this.repo, `file-${i}.txt`), `line ${i}\n`.repeat(20));
    writeFileSync(join(this.repo, '.gitignore'), '/.millstone/\n');
    this.git('add', '-A');
    this.git('commit', '-qm', 'start');
  }

  get env(): NodeJS.ProcessEnv {
    return {
      // As for the bare starts: what a person's environment makes every node do is part of both.
      ...process.env,
      PATH: `${this.bin}:${process.env.PATH}`,
      HOME: join(this.root, 'home'),
      TIMES: this.times,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Bench',
      GIT_AUTHOR_EMAIL: 'bench@example.invalid',
      GIT_COMMITTER_NAME: 'Bench',
      GIT_COMMITTER_EMAIL: 'bench@example.invalid',
      NO_COLOR: '1',
    };
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.repo, env: this.env, encoding: 'utf8' });
  }

  /** The calls since the last time it was asked, in milliseconds since 1970. */
  calls(): { role: string; from: number; to: number }[] {
    const text = readFileSync(this.times, 'utf8');
    rmSync(this.times);
    return text
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([role = '', from = '', to = '']) => ({ role, from: Number(from) * 1000, to: Number(to) * 1000 }));
  }

  /** Milliseconds that an agent's process takes beyond what it writes down of itself. */
  async agentFrame(): Promise<number> {
    const alone = await run(join(this.bin, 'claude'), [], { cwd: this.repo, env: this.env });
    const [call] = this.calls();
    return alone.ms - ((call?.to ?? 0) - (call?.from ?? 0));
  }

  /** Counts the git processes that millstone starts, with a `git` in front of the real one. */
  countGit(): { env: NodeJS.ProcessEnv; count: () => number } {
    const shims = join(this.root, 'shims');
    const log = join(this.root, 'git-calls');
    mkdirSync(shims);
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    writeFileSync(join(shims, 'git'), `#!/bin/sh\n[ -n "$IN_AGENT" ] || echo "$*" >> '${log}'\nexec '${real}' "$@"\n`);
    chmodSync(join(shims, 'git'), 0o755);
    const env = { ...this.env, PATH: `${shims}:${this.env.PATH}` };
    return { env, count: () => readFileSync(log, 'utf8').trim().split('\n').length };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** bash, since its EPOCHREALTIME tells microseconds without starting another process. */
const agent = (part: Part): string => `#!/bin/bash
export IN_AGENT=1
start=$EPOCHREALTIME
prompt=$(cat)
result() { printf '{"type":"result","subtype":"success","is_error":false,"session_id":"s","result":%s,"usage":{"input_tokens":1,"output_tokens":1},"total_cost_usd":0.01%s}\\n' "$1" "$2"; }
case "$prompt" in
  *'prompt_name: task_prompt.md'*|*'prompt_name: tasklist_prompt.md'*) role=build; ${part.build}
    result '"done"' '' ;;
  *'prompt_name: sanity_check_impl.md'*) role=sanity; result '""' ',"structured_output":{"status":"OK","reason":"fine"}' ;;
  *'prompt_name: review_prompt.md'*) role=review; result '""' ',"structured_output":{"status":"APPROVED","review":"fine","summary":"fine","findings":null,"findings_by_severity":null}' ;;
  *'prompt_name: commit_prompt.md'*) role=commit; git add -A && git commit -qm done; result '"committed"' '' ;;
  *) role=other; result '"?"' '' ;;
esac
echo "$role $start $EPOCHREALTIME" >> "$TIMES"
`;

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, run } from './measure.js';
import type { Row } from './measures.js';
import { Stage } from './stage.js';

const MILLSTONE = resolve('bin/millstone.js');
/** What the templates of a task's four calls are called. */
const CALLS = ['tasklist_prompt', 'sanity_check_impl', 'review_prompt', 'commit_prompt'];
const OWN = 'echo "$MILLSTONE_TASK_ID" > "$MILLSTONE_TASK_ID.txt"';

const listOf = (tasks: number): string =>
  Array.from({ length: tasks }, (_, i) => `- [ ] Make part ${i}\n  - ID: t${i}\n`).join('');

function put(stage: Stage, tasks: number, check: string | null = null): void {
  mkdirSync(join(stage.repo, '.millstone'), { recursive: true });
  writeFileSync(join(stage.repo, '.millstone', 'tasklist.md'), listOf(tasks));
  if (check !== null) writeFileSync(join(stage.repo, '.millstone/project.toml'), `[tests]\ncommand = '''${check}'''\n`);
}

const argsOf = (tasks: number, concurrency: number): readonly string[] => [
  ...[MILLSTONE, '--worktrees', '--concurrency', String(concurrency), '-n', String(tasks), '--quiet'],
];

/** The agent calls of tasks alone, so many tasks at a time, each in the folder that its worktree would be. */
async function bare(stage: Stage, tasks: number, atOnce: number): Promise<number> {
  const began = performance.now();
  const queue = Array.from({ length: tasks }, (_, i) => `t${i}`);
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const env = { ...stage.env, MILLSTONE_TASK_ID: id };
      for (const name of CALLS) {
        const prompt = `printf '%s' '<!-- prompt_name: ${name}.md -->' | claude >/dev/null`;
        // Commits of several agents in one checkout would wait for one another.
        await run('sh', ['-c', name === 'commit_prompt' ? 'true' : prompt], { cwd: stage.repo, env });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return performance.now() - began;
}

/** Tasks at once against the same agent calls alone, and what landing many of them takes. */
export async function atOnce(node: string, rounds: number): Promise<Row[]> {
  const walls: number[] = [];
  const alone: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const stage = new Stage({ build: `sleep 1; ${OWN}` });
    put(stage, 8);
    const how = { cwd: stage.repo, env: stage.env };
    const whole = await run(node, argsOf(8, 4), how);
    if (whole.code !== 0) throw new Error(`tasks at once ended with ${whole.code}`);
    walls.push(whole.ms);
    alone.push(await bare(stage, 8, 4));
    stage.remove();
  }
  const wall = median(walls);
  return [
    {
      what: '8 tasks of 1 s, 4 at once / their agent calls alone',
      value: wall / median(alone),
      unit: 'x',
      limit: 1.25,
      detail: `${wall.toFixed(0)} ms against ${median(alone).toFixed(0)} ms`,
    },
    ...(await gitCalls(node)),
    ...(await landing(node)),
    ...(await memory(node)),
    ...(await large(node)),
  ];
}

/** What starting git costs adds up: it is most of what the process itself does while tasks are at work. */
async function gitCalls(node: string): Promise<Row[]> {
  const stage = new Stage({ build: OWN });
  put(stage, 8);
  const { env, count } = stage.countGit();
  const whole = await run(node, argsOf(8, 4), { cwd: stage.repo, env });
  if (whole.code !== 0) throw new Error(`tasks at once ended with ${whole.code}`);
  const value = count() / 8;
  stage.remove();
  const what = 'git processes of a task at once';
  return [{ what, value, unit: '', limit: 20, detail: "the agents' own and those that git starts left out" }];
}

/** Forty tasks at eight at a time, with a check of half a second: how many checks there are for each that lands. */
async function landing(node: string): Promise<Row[]> {
  const stage = new Stage({ build: OWN });
  const count = join(stage.root, 'checks');
  put(stage, 40, `pwd >> ${count}; sleep 0.5`);
  const whole = await run(node, argsOf(40, 8), { cwd: stage.repo, env: stage.env });
  if (whole.code !== 0) throw new Error(`forty tasks ended with ${whole.code}`);
  const checks = readFileSync(count, 'utf8').trim().split('\n');
  const landings = checks.filter((folder) => folder.endsWith('/integration')).length;
  stage.remove();
  return [
    {
      what: '40 tasks, 8 at once: checks for each landed task',
      value: Math.round((100 * landings) / 40) / 100,
      unit: '',
      limit: 1,
      detail: `${landings} of the queue beside ${checks.length - landings} of the tasks; ${(whole.ms / 1000).toFixed(1)} s`,
    },
  ];
}

/** The peak of the process with one task at work and with nine of them. */
async function memory(node: string): Promise<Row[]> {
  const peaks: number[] = [];
  for (const workers of [1, 9]) {
    const stage = new Stage({ build: `sleep 1; ${OWN}` });
    put(stage, workers);
    const whole = await run(node, argsOf(workers, workers), { cwd: stage.repo, env: stage.env, watch: true });
    peaks.push(whole.peakMiB ?? Number.NaN);
    stage.remove();
  }
  const [one = 0, nine = 0] = peaks;
  return [
    {
      what: 'memory of each further task at work',
      value: (nine - one) / 8,
      unit: 'MiB',
      limit: 15,
      detail: `${nine.toFixed(0)} MiB with nine against ${one.toFixed(0)} MiB with one`,
    },
  ];
}

/** What a task costs more in a repository of 20,000 files: its worktree above all. */
async function large(node: string): Promise<Row[]> {
  const stage = new Stage({ build: OWN }, 20_000);
  put(stage, 1);
  const how = { cwd: stage.repo, env: stage.env };
  const began = performance.now();
  stage.git('worktree', 'add', '-q', join(stage.root, 'bare'), 'HEAD');
  const add = performance.now() - began;
  const whole = await run(node, argsOf(1, 1), how);
  const files = readdirSync(stage.repo).length;
  stage.remove();
  return [
    {
      what: 'a task in a repository of 20,000 files / git worktree add',
      value: whole.ms / add,
      unit: 'x',
      limit: 8,
      detail: `${(whole.ms / 1000).toFixed(1)} s against ${(add / 1000).toFixed(1)} s for one of its two worktrees; ${files} files`,
    },
  ];
}

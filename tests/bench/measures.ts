import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, run } from './measure.js';
import { Stage } from './stage.js';

/** A figure against its limit. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly detail: string;
}

const MILLSTONE = resolve('bin/millstone.js');
const TASK = ['--task', 'Change something'];
const SMALL = 'for i in 1 2 3; do echo "more" >> file-$i.txt; done';

/** Starts of the program against bare starts of the same node, interleaved. */
export async function starts(node: string, rounds: number): Promise<Row[]> {
  const bare: number[] = [];
  const version: number[] = [];
  const help: number[] = [];
  for (let i = 0; i < rounds; i++) {
    bare.push((await run(node, ['-e', '0'])).ms);
    version.push((await run(node, [MILLSTONE, '--version'])).ms);
    help.push((await run(node, [MILLSTONE, '--help'])).ms);
  }
  const base = median(bare);
  const row = (what: string, values: readonly number[], limit: number): Row => ({
    what,
    value: median(values) / base,
    unit: 'x',
    limit,
    detail: `${median(values).toFixed(0)} ms against ${base.toFixed(0)} ms`,
  });
  return [row('--version / node -e 0', version, 1.3), row('--help / node -e 0', help, 1.6)];
}

/**
 * From start to the first agent call, and the overhead around instant agents. What the shell takes to start and end an
 * agent is its own time, not ours: it is measured alone, in the same round, and taken off for each call.
 */
export async function task(node: string, rounds: number): Promise<Row[]> {
  const stage = new Stage({ build: SMALL });
  const bare: number[] = [];
  const first: number[] = [];
  const overhead: number[] = [];
  const revParse: number[] = [];
  try {
    for (let i = 0; i < rounds; i++) {
      bare.push((await run(node, ['-e', '0'])).ms);
      revParse.push((await run('git', ['rev-parse', 'HEAD'], { cwd: stage.repo, env: stage.env })).ms);
      const frame = await stage.agentFrame();
      const whole = await run(node, [MILLSTONE, ...TASK], { cwd: stage.repo, env: stage.env });
      if (whole.code !== 0) throw new Error(`the run ended with ${whole.code}`);
      const calls = stage.calls();
      const begin = calls[0]?.from ?? Number.NaN;
      first.push(begin - whole.at);
      overhead.push(whole.endedAt - begin - calls.reduce((sum, call) => sum + call.to - call.from + frame, -frame));
    }
    const counted = stage.countGit();
    await run(node, [MILLSTONE, ...TASK], { cwd: stage.repo, env: counted.env });
    return [
      {
        what: 'first agent call / node -e 0',
        value: median(first) / median(bare),
        unit: 'x',
        limit: 3,
        detail: `${median(first).toFixed(0)} ms`,
      },
      {
        what: 'overhead of a task / git rev-parse',
        value: median(overhead) / median(revParse),
        unit: 'x',
        limit: 40,
        detail: `${median(overhead).toFixed(0)} ms against ${median(revParse).toFixed(1)} ms`,
      },
      {
        what: 'git processes of a task',
        value: counted.count(),
        unit: '',
        limit: 16,
        detail: "the agents' own left out",
      },
    ];
  } finally {
    stage.remove();
  }
}

/** An agent that prints 200 MB, as one text line or as JSON lines. */
export async function flood(node: string, kind: 'text' | 'json'): Promise<Row[]> {
  const text = "head -c 200000000 /dev/zero | tr '\\0' x";
  const line =
    '{"type":"assistant","message":{"content":[{"type":"text","text":"some words of an agent that talks a lot about what it is doing"}]}}';
  const build = `${kind === 'text' ? `${text}; echo` : `yes '${line}' | head -c 200000000; echo`}; echo more >> file-1.txt;`;
  const stage = new Stage({ build });
  try {
    const whole = await run(node, [MILLSTONE, ...TASK, '--quiet'], { cwd: stage.repo, env: stage.env, watch: true });
    if (whole.code !== 0) throw new Error(`the run ended with ${whole.code}`);
    stage.calls();
    const alone = await run('sh', ['-c', `${build} true`], { cwd: stage.repo, env: stage.env });
    const seconds = (whole.ms - alone.ms) / 1000;
    const name = kind === 'text' ? '200 MB in one line' : '200 MB of JSON lines';
    return [
      {
        what: `${name}: peak memory`,
        value: whole.peakMiB ?? Number.NaN,
        unit: 'MiB',
        limit: 150,
        detail: 'of the millstone process',
      },
      {
        what: `${name}: overhead`,
        value: seconds,
        unit: 's',
        limit: kind === 'text' ? 2 : 6,
        detail: `${(alone.ms / 1000).toFixed(1)} s for the printing alone`,
      },
    ];
  } finally {
    stage.remove();
  }
}

const MANY = 20_000;
const FILES = `mkdir -p many && for i in $(seq 1 ${MANY}); do echo "file $i" > many/$i.txt; done; sync`;

/**
 * A change that adds 20,000 files, against `git add -A` and `git write-tree` on the same tree. Who goes first changes
 * from round to round, since a file system is faster where files have just been deleted.
 */
export async function manyFiles(node: string, rounds: number): Promise<Row[]> {
  const ours: number[] = [];
  const plain: number[] = [];
  let peak = 0;
  for (let i = 0; i < rounds; i++) {
    const turns = [
      async () => {
        const { ms, peakMiB } = await ourMany(node);
        ours.push(ms);
        peak = Math.max(peak, peakMiB);
      },
      async () => {
        plain.push(plainGit());
      },
    ];
    for (const turn of i % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  return [
    {
      what: '20,000 new files / add and write-tree',
      value: median(ours) / median(plain),
      unit: 'x',
      limit: 3,
      detail: `${(median(ours) / 1000).toFixed(1)} s against ${(median(plain) / 1000).toFixed(1)} s`,
    },
    { what: '20,000 new files: peak memory', value: peak, unit: 'MiB', limit: 250, detail: 'of the millstone process' },
  ];
}

/** From the beginning of the first agent to the end, without the time inside agents. */
async function ourMany(node: string): Promise<{ ms: number; peakMiB: number }> {
  const stage = new Stage({ build: FILES });
  try {
    mkdirSync(join(stage.repo, '.millstone'));
    writeFileSync(join(stage.repo, '.millstone', 'policy.toml'), '[limits]\nmax_loc_per_task = 1000000\n');
    const whole = await run(node, [MILLSTONE, ...TASK, '--quiet'], { cwd: stage.repo, env: stage.env, watch: true });
    if (whole.code !== 0) throw new Error(`the run ended with ${whole.code}`);
    const calls = stage.calls();
    const begin = calls[0]?.from ?? Number.NaN;
    const inside = calls.reduce((sum, call) => sum + call.to - call.from, 0);
    return { ms: whole.endedAt - begin - inside, peakMiB: whole.peakMiB ?? 0 };
  } finally {
    stage.remove();
  }
}

/** In a repository like the other one, on files made in the same way. */
function plainGit(): number {
  const stage = new Stage({ build: FILES });
  try {
    execFileSync('sh', ['-c', FILES], { cwd: stage.repo });
    const began = performance.now();
    stage.git('add', '-A');
    stage.git('write-tree');
    return performance.now() - began;
  } finally {
    stage.remove();
  }
}

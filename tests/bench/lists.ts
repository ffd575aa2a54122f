import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, run } from './measure.js';
import type { Row } from './measures.js';
import { Stage } from './stage.js';

const MILLSTONE = resolve('bin/millstone.js');
const SMALL = 'for i in 1 2 3; do echo "more" >> file-$i.txt; done';
const TASKS = 10;

/** A list in which each task names a file; half of the files exist. */
const listOf = (tasks: number): string =>
  `# Tasks\n\n${Array.from({ length: tasks }, (_, i) => `- [ ] Make part ${i} faster, in file-${i % 120}.txt\n`).join('')}`;

function put(stage: Stage, text: string): void {
  mkdirSync(join(stage.repo, '.millstone'), { recursive: true });
  writeFileSync(join(stage.repo, '.millstone', 'tasklist.md'), text);
}

const ASKED = ['--status', '--dry-run'] as const;

/** What long lists cost: against the program's own start, and very long ones in seconds and memory. */
export async function longLists(node: string, rounds: number): Promise<Row[]> {
  const stage = new Stage({ build: SMALL });
  const how = { cwd: stage.repo, env: stage.env };
  try {
    put(stage, listOf(5_000));
    const version: number[] = [];
    const times = new Map(ASKED.map((flag) => [flag, [] as number[]]));
    for (let i = 0; i < rounds; i++) {
      version.push((await run(node, [MILLSTONE, '--version'], how)).ms);
      for (const flag of ASKED) times.get(flag)?.push((await run(node, [MILLSTONE, flag], how)).ms);
    }
    const base = median(version);
    const rows: Row[] = [...times].map(([flag, ms]) => ({
      what: `${flag} of 5,000 tasks / --version`,
      value: median(ms) / base,
      unit: 'x',
      limit: 2.5,
      detail: `${median(ms).toFixed(0)} ms against ${base.toFixed(0)} ms`,
    }));
    put(stage, listOf(100_000));
    // A run reads its list again and again; what is done once in a while by --status is done often here.
    const two = await run(node, [MILLSTONE, '-n', '2', '--compact-threshold', '0'], { ...how, watch: true });
    if (two.code !== 0) throw new Error(`a run of a long list ended with ${two.code}`);
    rows.push(
      { what: 'two tasks of 100,000', value: two.ms / 1000, unit: 's', limit: 6, detail: '' },
      {
        what: 'two tasks of 100,000: peak memory',
        value: two.peakMiB ?? Number.NaN,
        unit: 'MiB',
        limit: 500,
        detail: '',
      },
    );
    for (const flag of ASKED) {
      const whole = await run(node, [MILLSTONE, flag], { ...how, watch: true });
      if (whole.code !== 0) throw new Error(`${flag} ended with ${whole.code}`);
      const peak = whole.peakMiB ?? Number.NaN;
      rows.push(
        { what: `${flag} of 100,000 tasks`, value: whole.ms / 1000, unit: 's', limit: 2, detail: '' },
        { what: `${flag} of 100,000 tasks: peak memory`, value: peak, unit: 'MiB', limit: 300, detail: '' },
      );
    }
    return rows;
  } finally {
    stage.remove();
  }
}

/** Ten tasks in sequence with instant agents: a task must cost no more than one that is alone, whatever came before. */
export async function manyTasks(node: string, rounds: number): Promise<Row[]> {
  const overhead: number[] = [];
  const revParse: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const stage = new Stage({ build: SMALL });
    const how = { cwd: stage.repo, env: stage.env };
    try {
      put(stage, listOf(TASKS));
      revParse.push((await run('git', ['rev-parse', 'HEAD'], how)).ms);
      const frame = await stage.agentFrame();
      const whole = await run(node, [MILLSTONE, '-n', String(TASKS)], how);
      if (whole.code !== 0) throw new Error(`the run ended with ${whole.code}`);
      const calls = stage.calls();
      const begin = calls[0]?.from ?? Number.NaN;
      const inside = calls.reduce((sum, call) => sum + call.to - call.from + frame, -frame);
      overhead.push((whole.endedAt - begin - inside) / TASKS);
    } finally {
      stage.remove();
    }
  }
  return [
    {
      what: 'overhead of one of ten tasks / git rev-parse',
      value: median(overhead) / median(revParse),
      unit: 'x',
      limit: 40,
      detail: `${median(overhead).toFixed(0)} ms against ${median(revParse).toFixed(1)} ms`,
    },
  ];
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { median, run } from './measure.js';
import type { Row } from './measures.js';
import { Stage } from './stage.js';

const MILLSTONE = resolve('bin/millstone.js');
const TASK = ['--task', 'Change something'];
const GATES = ['--eval-on-task', 'standard', '--eval-on-commit'];
/** Tests that the report of the project names. */
const TESTS = 1_000;
/** Evaluations that are there already. */
const EARLIER = 500;

/**
 * What an evaluation takes beside the checks themselves: alone, and as three of them around a task, whose checks are run
 * twice with them and once without.
 */
export async function evals(node: string, rounds: number): Promise<Row[]> {
  const stage = new Stage({ build: 'echo more >> file-1.txt' });
  try {
    prepare(stage);
    const how = { cwd: stage.repo, env: stage.env };
    const [alone, check, plain, gated]: number[][] = [[], [], [], []];
    for (let i = 0; i < rounds; i++) {
      check?.push((await run('sh', ['-c', 'cat report.tap'], how)).ms);
      alone?.push((await good(node, ['--eval'], how)).ms);
      plain?.push((await good(node, TASK, how)).ms);
      gated?.push((await good(node, [...TASK, ...GATES], how)).ms);
    }
    const middle = (values: readonly number[] = []): number => median(values);
    const own = middle(alone) - middle(check);
    const around = middle(gated) - middle(plain) - middle(check);
    return [
      {
        ...{ what: `--eval of ${TESTS.toLocaleString('en')} tests, ${EARLIER} earlier ones`, value: own / 1_000 },
        ...{ unit: 's', limit: 0.6, detail: `the check itself took ${middle(check).toFixed(0)} ms` },
      },
      {
        ...{ what: 'evaluations before a task, at the gate and after the commit', value: around / 1_000 },
        ...{ unit: 's', limit: 0.6, detail: `${middle(gated).toFixed(0)} ms against ${middle(plain).toFixed(0)} ms` },
      },
    ];
  } finally {
    stage.remove();
  }
}

async function good(
  node: string,
  args: readonly string[],
  how: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
) {
  const ran = await run(node, [MILLSTONE, ...args], how);
  if (ran.code !== 0) throw new Error(`millstone ${args.join(' ')} ended with ${ran.code}`);
  return ran;
}

function prepare(stage: Stage): void {
  const lines = Array.from({ length: TESTS }, (_, i) => `ok ${i + 1} - module ${i % 40} does thing ${i}`);
  writeFileSync(join(stage.repo, 'report.tap'), `TAP version 13\n${lines.join('\n')}\n1..${TESTS}\n`);
  stage.git('add', '-A');
  stage.git('commit', '-qm', 'report');
  const folder = join(stage.repo, '.millstone', 'evals');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(stage.repo, '.millstone', 'project.toml'), '[tests]\ncommand = "cat report.tap"\n');
  for (let i = 0; i < EARLIER; i++) {
    const at = new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString();
    const tests = { total: TESTS, passed: TESTS, failed: 0, errors: 0, skipped: 0 };
    const one = { timestamp: at, git_head: '0'.repeat(40), duration_seconds: 1, tests, failed_tests: [] };
    const name = at.replace(/[-:]/g, '').replace('T', '_').slice(0, 15);
    writeFileSync(join(folder, `${name}_000_0000.json`), `${JSON.stringify({ ...one, schema_version: 2 }, null, 2)}\n`);
  }
}

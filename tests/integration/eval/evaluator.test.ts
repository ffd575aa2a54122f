import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeEvaluator } from '../../../src/adapters/eval/evaluator.js';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { type CheckRun, standingOf } from '../../../src/domain/project-check.js';
import type { RanCheck } from '../../../src/ports/evaluator.js';
import { FOREVER, gone, makeRig, quiet, type Rig } from '../process/rig.js';

const evaluator = (rig: Rig, { timeoutMs = 0, env = {} }: { timeoutMs?: number; env?: Record<string, string> } = {}) =>
  makeEvaluator({
    run: makeSpawn({ guard: null, mark: 'check-test' }),
    files: nodeFiles,
    top: rig.dir,
    env: { PATH: process.env.PATH ?? '', ...env },
    timeoutMs,
    reports: { junit: 'junit.xml', coverage: { path: null, format: null } },
  });
const run = async (rig: Rig, command: string, more = {}): Promise<RanCheck> => {
  const ran = await evaluator(rig, more).run({ kind: 'tests', command }, quiet);
  if (ran === null) throw new Error('it was cancelled');
  return ran;
};
const standing = (ran: RanCheck): string => standingOf({ ...ran, putBack: [] } satisfies CheckRun);

describe('running a check', () => {
  test('L12 its exit code, and both streams in their order', async () => {
    using rig = makeRig();
    const ran = await run(rig, 'echo one; sleep 0.05; echo two >&2; sleep 0.05; echo three; exit 3');
    expect(ran).toMatchObject({ kind: 'tests', ending: { kind: 'exited', code: 3 }, output: 'one\ntwo\nthree\n' });
  });

  test('it is a command line of a shell, in the top level', async () => {
    using rig = makeRig();
    rig.write('a.txt', 'x');
    expect((await run(rig, 'ls | grep a && echo "$PWD"')).output).toBe(`a.txt\n${rig.dir}\n`);
  });

  test('nobody can be asked, nothing is coloured, and it knows that nobody watches', async () => {
    using rig = makeRig();
    const script = 'cat; printf "\\033[31mred\\033[0m\\n"; echo "$CI $NO_COLOR $FORCE_COLOR- $npm_config_yes"';
    expect((await run(rig, script, { env: { FORCE_COLOR: '1' } })).output).toBe('red\ntrue 1 - false\n');
  });

  test('of a flood both ends are kept, and how much is missing', async () => {
    using rig = makeRig();
    const { output } = await run(rig, 'echo first; head -c 1000000 /dev/zero | tr "\\0" é; echo last');
    expect(output).toMatch(/^first\n/);
    expect(output).toMatch(/\[\.\.\. \d+ bytes left out \.\.\.\]/);
    expect(output).toMatch(/last\n$/);
    expect(output.length).toBeLessThan(14_000);
  });

  test('a program that is not there is not measured', async () => {
    using rig = makeRig();
    expect(standing(await run(rig, 'no-such-runner --all'))).toBe('not-measured');
  });

  test('at its time limit it ends with everything it started', async () => {
    using rig = makeRig();
    const ran = await run(rig, `(${FOREVER}) & echo $! > pid; echo begun; wait`, { timeoutMs: 1_000 });
    expect(ran).toMatchObject({ ending: { kind: 'timeout', ms: 1_000 }, output: 'begun\n' });
    await gone(await rig.pid('pid'));
  });

  test('what it left behind is ended as well', async () => {
    using rig = makeRig();
    await run(rig, `(${FOREVER}) > /dev/null 2>&1 & echo $! > pid`);
    await gone(await rig.pid('pid'));
  });

  test('a signal ends it, and there is no result', async () => {
    using rig = makeRig();
    const controller = new AbortController();
    const running = evaluator(rig).run({ kind: 'tests', command: `echo $$ > pid; ${FOREVER}` }, controller.signal);
    const pid = await rig.pid('pid');
    controller.abort('SIGINT');
    expect(await running).toBeNull();
    await gone(pid);
  });
});

describe('EV-S61 what the tests left', () => {
  const junit = '<testsuite><testcase classname="cart" name="totals"><failure/></testcase></testsuite>';

  test('a report that they wrote', async () => {
    using rig = makeRig();
    rig.write('now.xml', junit);
    const ran = await run(rig, 'cp now.xml junit.xml; echo "mode: set\na.go:1.1,2.2 4 1" > cover.out; exit 1');
    expect(ran.tests?.failures).toEqual(['cart > totals']);
    expect(ran.coverage).toEqual({ lines: 1, branches: null });
  });

  test('one of earlier times is none of theirs', async () => {
    using rig = makeRig();
    rig.write('junit.xml', junit);
    rig.write('cover.out', 'mode: set\na.go:1.1,2.2 4 1\n');
    const ran = await run(rig, 'echo "1 failed in 0.01s"; exit 1');
    expect(ran.tests).toMatchObject({ runner: 'pytest', failures: [] });
    expect(ran.coverage).toBeUndefined();
  });

  test('a failure is read also where the output in between is not kept', async () => {
    using rig = makeRig();
    const filler = 'yes "some output of the tests" | head -n 3000';
    const ran = await run(
      rig,
      `${filler}; echo " FAIL  a.test.ts > b"; echo " Test Files  1 failed (1)"; ${filler}; exit 1`,
    );
    expect(ran.output).not.toContain('a.test.ts');
    expect(ran.tests?.failures).toEqual(['a.test.ts > b']);
  });
});

describe('looking for markers', () => {
  test('names at the top, folders marked, and the texts that were asked for', async () => {
    using rig = makeRig();
    rig.write('package.json', '{}');
    rig.write('secret.txt', 'no');
    mkdirSync(rig.path('test'));
    const { names, texts } = await evaluator(rig).markers(['package.json', 'go.mod']);
    expect([...names].sort()).toEqual(['package.json', 'secret.txt', 'test/']);
    expect([...texts]).toEqual([['package.json', '{}']]);
  });

  test('a file that is no text counts as one without any', async () => {
    using rig = makeRig();
    mkdirSync(rig.path('package.json'));
    const { names, texts } = await evaluator(rig).markers(['package.json']);
    expect([...names]).toEqual(['package.json/']);
    expect(texts.size).toBe(0);
  });
});

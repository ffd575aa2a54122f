import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/clock.js';
import { makeEvaluator } from '../../adapters/eval/evaluator.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { Located } from '../../adapters/git/locate.js';
import { makeRepository } from '../../adapters/git/repository.js';
import { startGuard } from '../../adapters/process/guard.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { runId } from '../../domain/ids.js';
import type { CheckRun, ProjectCheck } from '../../domain/project-check.js';
import type { Repository } from '../../ports/repository.js';
import { touchedLine, triedLine } from '../../report/init-lines.js';
import { line } from '../../report/line.js';
import type { RequestOf } from '../request.js';
import type { Question } from './answer.js';

/** The longest that a check is tried for; a person waits. Whoever takes longer is kept all the same. */
const LONGEST_TRY_MS = 120_000;

/** Where and for how long checks are tried. */
export interface Trial {
  readonly root: string;
  readonly located: Located | null;
  readonly checks: readonly ProjectCheck[];
  /** Milliseconds that a run would give them; 0 means no limit. */
  readonly limitMs: number;
}

/** Runs each check once and shows how it went. What they change in the working tree is named, and stays. */
export async function tryChecks(asked: Question<RequestOf<'init'>>, trial: Trial): Promise<readonly CheckRun[]> {
  if (trial.checks.length === 0) return [];
  const { host, env, signal, say } = asked;
  const seconds = LONGEST_TRY_MS / 1_000;
  say(line('progress', ''));
  say(line('progress', `Trying the checks, each for at most ${seconds} seconds:`));
  const mark = runId(systemClock.now(), 0);
  const guard = startGuard({ program: host.node, script: host.places.guard, mark, cwd: host.cwd });
  const tmpDir = await mkdtemp(join(tmpdir(), 'millstone-init-'));
  try {
    const evaluator = makeEvaluator({
      ...{ run: makeSpawn({ guard, mark }), files: nodeFiles, top: trial.root, env },
      reports: { junit: null, coverage: { path: null, format: null } },
      timeoutMs: Math.min(trial.limitMs === 0 ? LONGEST_TRY_MS : trial.limitMs, LONGEST_TRY_MS),
    });
    const repository = trial.located === null ? null : lookOnly(trial.located, tmpDir, env);
    const before = await repository?.look(signal);
    const tried: CheckRun[] = [];
    for (const check of trial.checks) {
      const ran = await evaluator.run(check, signal);
      if (ran === null) break;
      tried.push({ ...ran, putBack: [] });
      say(triedLine({ ...ran, putBack: [] }));
    }
    const after = await repository?.look(signal);
    if (repository !== null && before?.ok === true && after?.ok === true && before.value.tree !== after.value.tree) {
      const files = await repository.differing(before.value.tree, after.value.tree, signal);
      if (files.ok) say(touchedLine(files.value.map(({ path }) => path)));
    }
    say(line('progress', ''));
    return tried;
  } finally {
    guard.close();
    await rm(tmpDir, { recursive: true, force: true });
  }
}

/** The repository with indexes of our own elsewhere: it is only looked at. */
function lookOnly(located: Located, tmpDir: string, env: Readonly<Record<string, string>>): Repository {
  const run = makeSpawn({ guard: null, mark: null });
  return makeRepository({
    ...{ located, run, runHooks: run, env, tmpDir, runId: runId(systemClock.now(), 0) },
    ...{ hookTimeoutMs: 0, artifacts: [], patchLimit: 0, patchFile: () => join(tmpDir, 'patch') },
  });
}

import { join, relative, resolve } from 'node:path';
import { systemClock } from '../../adapters/clock.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { locate } from '../../adapters/git/locate.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { layoutOf, lockFile } from '../../adapters/state/layout.js';
import { seeLock } from '../../adapters/state/lock-seen.js';
import { TASKLIST } from '../../config/config-schema.js';
import { loadConfig } from '../../config/load.js';
import { folderProblem } from '../../config/state-folder.js';
import type { Halt, Problem, StopSignal } from '../../domain/halt.js';
import { standingOf } from '../../domain/project-check.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ProjectKind } from '../../policy/project-kind/project-kind.js';
import { foundLines, type Initialised, initLines, nextSteps } from '../../report/init-lines.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import type { Refusal } from './end-run.js';
import { findChecks } from './find-checks.js';
import { answersFor } from './init-answers.js';
import { tryChecks } from './init-checks.js';
import { exists, type Ground, writeFirstFiles } from './init-write.js';
import { type Place, ttlAt } from './place.js';
import { wouldDo } from './would-do.js';

type Asked = Question<RequestOf<'init'>>;

/** `millstone --init`: settings, checks and a tasklist for a repository. Writes last: a stop before it leaves nothing. */
export const initCommand = (request: RequestOf<'init'>, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, init);

async function init(asked: Asked): Promise<Result<Answer, Halt | Refusal>> {
  const { request, signal, say } = asked;
  const ground = await groundOf(asked);
  if (!ground.ok) return ground;
  const { root, located } = ground.value;
  const layout = layoutOf(root);
  const atWork = located === null ? null : await runAtWork({ located, layout });
  if (atWork !== null) return err(atWork);
  const folder = await folderProblem(layout.root, nodeFiles);
  if (folder !== null) return err(shownIn(root, [folder]));
  if (!request.force && (await exists(layout.config))) return err(alreadyThere(relative(root, layout.config)));
  // Other files may be wrong: one of them is about to be written anew, and nothing is read from the rest.
  const { project, problems } = await loadConfig(layout, nodeFiles);
  const wrong = problems.filter(({ what }) => what.startsWith(layout.project));
  if (wrong.length > 0) {
    return err(shownIn(root, wrong));
  }

  const found = await findChecks(root, project);
  for (const line of foundLines(root, found.projects, found.checks.length)) say(line);
  if (request.dryRun) {
    const wanted = [join(root, TASKLIST), layout.project, layout.config];
    const missing = await Promise.all(
      wanted.map(async (file) => (request.force && file === layout.config) || !(await exists(file))),
    );
    const files = wanted.filter((_, i) => missing[i]).map((file) => relative(root, file));
    const checks = found.checks.map(({ kind, command }) => `${kind}: ${command}`);
    const would = `The checks that were found would be tried, and these files written: ${files.join(', ') || 'none'}.`;
    return ok(wouldDo('init', [...checks, would]));
  }
  const settled = await exists(layout.project);
  const answers = await answersFor(asked, { root, checks: found.checks, settled });
  if (answers === null) return err({ reason: 'cancelled', signal: signal.reason as StopSignal });
  const { cli, missing, checks } = answers;
  const limitMs = 1_000 * project.tests.timeout;
  const tried = await tryChecks(asked, { ...ground.value, checks, limitMs });
  if (signal.aborted) return err({ reason: 'cancelled', signal: signal.reason as StopSignal });

  const wrote = await writeFirstFiles(asked, ground.value, { cli, checks });
  if (!wrote.ok) return wrote;
  const done: Initialised = {
    ...wrote.value,
    ...{ tasklist: TASKLIST, missing, checks: tried },
    ...{ inRepository: located !== null, hasCommits: located !== null && located.at !== null },
  };
  return ok({ exit: 0, says: initLines(done), json: asJson(root, found.projects, done) });
}

async function groundOf({ request, host, env, signal }: Asked): Promise<Result<Ground, Halt>> {
  const cwd = resolve(host.cwd, request.repoDir ?? '.');
  const located = await locate({ run: makeSpawn({ guard: null, mark: null }), cwd, env }, signal);
  if (located.ok) return ok({ root: located.value.top, located: located.value });
  const { error } = located;
  const none = error.reason === 'preflight' && error.problems.some(({ fix }) => fix === 'git init');
  return none ? ok({ root: cwd, located: null }) : located;
}

/** A run goes by its settings: written anew under it, they would look as if one of its agents had changed them. */
async function runAtWork(place: Place): Promise<Halt | null> {
  const file = lockFile(place.located.commonDir);
  const seen = await seeLock(file, await ttlAt(place), () => systemClock.now());
  if (seen?.lives !== true || seen.holder === null) return null;
  const { pid, host, run } = seen.holder;
  return { reason: 'locked', pid, host, run, file };
}

const shownIn = (root: string, problems: readonly Problem[]): Refusal => ({
  reason: 'refused',
  problems: problems.map(({ what, fix }) => ({ what: what.replaceAll(`${root}/`, ''), fix })),
});

const alreadyThere = (file: string): Halt => ({
  reason: 'preflight',
  problems: [{ what: `${file} already exists`, fix: 'millstone --init --force writes it anew and keeps a copy' }],
});

const asJson = (root: string, projects: readonly ProjectKind[], done: Initialised): Record<string, unknown> => ({
  type: 'init',
  exit: 0,
  root,
  projects: projects.map(({ language, manager }) => ({ language, manager })),
  checks: done.checks.map((run) => ({ ...run, standing: standingOf(run) })),
  ...{ written: done.written, kept: done.kept, copies: done.copies, next: nextSteps(done) },
});

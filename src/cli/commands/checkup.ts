import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { adapterOf } from '../../adapters/agents/registry.js';
import { systemClock } from '../../adapters/clock.js';
import { agentFacts } from '../../adapters/doctor/agent-facts.js';
import { gitFacts } from '../../adapters/doctor/git-facts.js';
import { repositoryFacts } from '../../adapters/doctor/repository-facts.js';
import { makeGit } from '../../adapters/git/git.js';
import { locate } from '../../adapters/git/locate.js';
import { makeRepository } from '../../adapters/git/repository.js';
import { findProgram } from '../../adapters/process/find-program.js';
import { startGuard } from '../../adapters/process/guard.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { layoutOf } from '../../adapters/state/layout.js';
import type { AgentFacts, CheckFacts, Checkup, RepositoryFacts } from '../../domain/checkup.js';
import type { Problem } from '../../domain/halt.js';
import { haltNext, haltSays } from '../../domain/halt-rules.js';
import { runId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { programIn } from '../../formats/shell-command.js';
import type { RunProcess } from '../../ports/process.js';
import type { RequestOf } from '../request.js';
import type { Question } from './answer.js';
import { type PaperFacts, paperFacts } from './checkup-papers.js';
import { type Place, ttlAt } from './place.js';

type Asked = Question<RequestOf<'doctor'>>;

/** No look at a repository takes longer unless something hangs. */
const LOOK_MS = 60_000;

/** Starts programs whose time is limited, whatever their own callers would allow. */
const brief = (run: RunProcess): RunProcess => {
  const within = (ms: number): number => (ms === 0 ? LOOK_MS : Math.min(ms, LOOK_MS));
  return (command, signal) =>
    run({ ...command, limits: { ...command.limits, totalMs: within(command.limits.totalMs) } }, signal);
};

/** Finds out everything that `--doctor` judges. Nothing is written, and everything has a time limit. */
export async function checkup(asked: Asked): Promise<Checkup> {
  const { host, request, env, signal } = asked;
  const cwd = resolve(host.cwd, request.repoDir ?? '.');
  const run = brief(makeSpawn({ guard: null, mark: null }));
  const located = await locate({ run, cwd, env }, signal);
  const place = located.ok ? { located: located.value, layout: layoutOf(located.value.top) } : null;
  const papers = place === null ? null : await paperFacts(place, request.flags, host);
  const [git, repository, agents, checks] = await Promise.all([
    gitFacts({ run, cwd: place?.located.top ?? host.cwd, env, emptyTree: place?.located.emptyTree ?? null, signal }),
    place === null ? null : repositoryAt(asked, place, papers?.artifacts ?? [], run),
    place === null || papers?.agents == null ? null : agentsAt(asked, place, papers.agents),
    place === null || papers?.checks == null ? null : checksAt(asked, place, papers.checks),
  ]);
  return {
    node: process.versions.node,
    root: process.getuid?.() === 0,
    sandbox: env.IS_SANDBOX === '1',
    git,
    repository: repository !== null ? ok(repository) : err(located.ok ? [] : problemsOf(located.error)),
    settings: papers?.settings ?? null,
    prompts: papers?.prompts ?? null,
    tasklist: papers?.tasklist ?? null,
    agents,
    checks,
  };
}

const problemsOf = (halt: Parameters<typeof haltSays>[0]): readonly Problem[] =>
  halt.reason === 'preflight' ? halt.problems : [{ what: haltSays(halt), fix: haltNext(halt)[0] ?? null }];

/** Looks with indexes of our own, beside the repository: a run may be at work in it. */
async function repositoryAt(
  { env, signal }: Asked,
  place: Place,
  artifacts: readonly string[],
  run: RunProcess,
): Promise<RepositoryFacts> {
  const { located } = place;
  const tmpDir = await mkdtemp(join(tmpdir(), 'millstone-doctor-'));
  try {
    const repository = makeRepository({
      ...{ located, run, runHooks: run, env, tmpDir },
      runId: runId(systemClock.now(), 0),
      hookTimeoutMs: 0,
      artifacts,
      patchLimit: 0,
      patchFile: () => join(tmpDir, 'patch'),
    });
    const git = makeGit({ run, cwd: located.top, env });
    const ttlMs = await ttlAt(place);
    return await repositoryFacts({ ...place, repository, git, clock: systemClock, ttlMs, signal });
  } finally {
    await rm(tmpDir, { recursive: true, force: true });
  }
}

async function agentsAt(
  { host, env, signal, request }: Asked,
  { located }: Place,
  { agents, configuredAgents }: NonNullable<PaperFacts['agents']>,
): Promise<readonly AgentFacts[]> {
  const mark = runId(systemClock.now(), 0);
  const guard = request.probe
    ? startGuard({ program: host.node, script: host.places.guard, mark, cwd: host.cwd })
    : null;
  try {
    return await agentFacts(agents, {
      adapter: (name) => adapterOf(name, { demoProgram: host.places.demoAgent, configured: configuredAgents }),
      run: makeSpawn({ guard, mark: guard === null ? null : mark }),
      cwd: located.top,
      env,
      clock: systemClock,
      signal,
      home: env.HOME ?? homedir(),
      probes: request.probe,
    });
  } finally {
    guard?.close();
  }
}

const checksAt = (
  { env }: Asked,
  { located }: Place,
  checks: NonNullable<PaperFacts['checks']>,
): Promise<readonly CheckFacts[]> =>
  Promise.all(
    checks.map(async (check) => {
      const { command } = check;
      const program = programIn(command);
      const found = program !== null && (await findProgram(program, env.PATH, located.top)) !== null;
      return { ...check, program, found };
    }),
  );

import { adapterOf } from '../../adapters/agents/registry.js';
import { findProgram } from '../../adapters/process/find-program.js';
import type { Halt } from '../../domain/halt.js';
import { haltNext, haltSays } from '../../domain/halt-rules.js';
import { done, err, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import type { Settings } from '../../domain/settings.js';
import { preflight, type Surroundings } from '../../policy/preflight.js';
import type { StartFacts } from '../../ports/repository.js';
import type { StopFile } from '../../ports/stop-file.js';
import type { Host } from '../host.js';
import type { ListAtStart } from './tasklist-problems.js';

/** Roles that a task calls. */
const OF_A_TASK: readonly Role[] = ['author', 'reviewer', 'sanity'];

/** What was typed, or is known, about the start. */
export interface Asked {
  readonly clearStop: boolean;
  readonly allowDirty: boolean;
  /** Whether an earlier run is unfinished, whose the uncommitted changes may be. */
  readonly unfinished: boolean;
  /** The tasklist, for a run that works through it. */
  readonly list?: ListAtStart;
  /** Those it will call, where they are not those of a task. */
  readonly roles?: readonly Role[];
}

/** Whether a run may begin here; every problem at once. An agent is looked up on PATH, not started. */
export async function checkSurroundings(
  facts: StartFacts,
  settings: Settings,
  stop: StopFile,
  { clearStop, allowDirty, unfinished, roles = OF_A_TASK, list = { problems: [], idle: false } }: Asked,
  host: Host,
): Promise<Result<void, Halt>> {
  const called = roles.filter((role) => role !== 'sanity' || settings.sanity);
  const missing = list.idle ? [] : await missingAgents(called, settings, host);
  const { dirty, inside, operation } = facts;
  // The tier of the loop that every run but a research goes by.
  const profile = settings.research ? {} : { profile: { ...settings.profile, needed: 'C1_local_write' as const } };
  const around = { dirty, inside, operation, allowDirty, unfinished, missing, ...profile };
  const problems = [...list.problems, ...preflight(around)];
  const text = await stop.read();
  if (!text.ok) return text;
  const stopped: Halt | null =
    text.value === null || clearStop ? null : { reason: 'stop-file', file: stop.name, says: text.value };
  if (problems.length === 0) return stopped === null ? done : err(stopped);
  const also = stopped === null ? [] : [{ what: haltSays(stopped), fix: haltNext(stopped)[0] ?? null }];
  return err({ reason: 'preflight', problems: [...problems, ...also] });
}

/** The agents of some roles that are not on PATH, with how to install them. */
export async function missingAgents(
  roles: readonly Role[],
  settings: Settings,
  host: Host,
): Promise<Surroundings['missing']> {
  const used = roles.flatMap((role) => [
    settings.agents[role].cli,
    ...(settings.standIns[role] === undefined ? [] : [settings.standIns[role].cli]),
  ]);
  const names = [...new Set(used)];
  const found = await Promise.all(
    names.map(async (cli) => {
      const adapter = adapterOf(cli, { demoProgram: host.places.demoAgent, configured: settings.configuredAgents });
      const program = adapter === null ? null : await findProgram(adapter.program, host.env.PATH, host.cwd);
      return program === null ? [{ cli, install: adapter?.install ?? '' }] : [];
    }),
  );
  return found.flat();
}

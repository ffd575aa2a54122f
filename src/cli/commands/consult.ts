import { callCounter } from '../../adapters/agents/agents.js';
import { systemClock } from '../../adapters/clock.js';
import { makeGit } from '../../adapters/git/git.js';
import { hiddenHooks } from '../../adapters/git/hidden-hooks.js';
import { ensureIgnored } from '../../adapters/git/ignore-line.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import type { JournalFile } from '../../adapters/state/journal-file.js';
import type { SessionFile } from '../../adapters/state/session-file.js';
import type { StateFile } from '../../adapters/state/state-file.js';
import { makeRunFolders } from '../../adapters/state/work-dir.js';
import type { Spent } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import type { RunContext } from '../../loops/context.js';
import type { TaskDeps } from '../../loops/task/deps.js';
import { preflight } from '../../policy/preflight.js';
import type { Sink } from '../../ports/sink.js';
import { openReporting } from '../reporting.js';
import type { Request } from '../request.js';
import { personSink } from '../screen.js';
import { wire } from '../wire.js';
import type { Question } from './answer.js';
import type { Refusal } from './end-run.js';
import type { WatchedRun } from './frame.js';
import { atSite, type Site } from './site.js';
import { missingAgents } from './surroundings.js';

/** An agent that can be asked, with everything around it that makes asking safe. */
export interface Consultation {
  readonly site: Site;
  readonly deps: TaskDeps;
  readonly ctx: RunContext;
  readonly spent: () => Spent;
  /** The name of its log. */
  readonly run: RunId;
}

/**
 * Asks agents something outside of any run, for an answer and not for a change. It holds the lock, since an agent that
 * may only look is undone when it writes, and nobody else's work must be taken for its own. Prompts, replies and log are
 * kept; a journal is not: what was broken off is simply asked again.
 */
export async function consult<T, R extends Request>(
  { request, host, env, signal }: Question<R>,
  roles: readonly Role[],
  ask: (consultation: Consultation) => Promise<Result<T, Halt>>,
): Promise<Result<T, Halt | Refusal>> {
  const reporting = openReporting(request.screen, host, [allButHalts(personSink(request.screen, host))]);
  try {
    const result = await atSite(
      { request, host, reporting, signal, env },
      async () => ok(null),
      async (run, site) => {
        const missing = await missingAgents(roles, site.prepared.settings, host);
        const problems = preflight({ dirty: [], allowDirty: true, operation: null, missing });
        if (problems.length > 0) return err({ reason: 'preflight', problems });
        const opened = await open(run, site);
        return opened.ok ? ask({ ...opened.value, site, spent: reporting.spent, run: reporting.run }) : opened;
      },
    );
    if (!result.ok && result.error.reason !== 'refused') reporting.emit({ type: 'halted', halt: result.error });
    return result;
  } finally {
    await reporting.settle();
    await reporting.close();
  }
}

/** Who answers a question tells what stood in its way; the log has to be told of it as well. */
const allButHalts = (person: Sink): Sink => ({
  ...person,
  on(event) {
    if (event.type !== 'halted') person.on(event);
  },
});

async function open<R extends Request>(
  { reporting, signal, env, host, request, watched }: WatchedRun<R>,
  { located, layout, files, prepared, repository }: Site,
): Promise<Result<Pick<Consultation, 'deps' | 'ctx'>, Halt>> {
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const ignored = await ensureIgnored(git, located, signal);
  if (!ignored.ok) return ignored;
  const made = await makeRunFolders(files);
  if (!made.ok) return made;
  const hooks = await hiddenHooks(git, located, signal);
  if (!hooks.ok) return hooks;
  reporting.keep(layout, files, prepared.settings);
  if (ignored.value.includes('.gitignore'))
    reporting.emit({ type: 'noticed', notice: { kind: 'ignore-line-written', file: '.gitignore' } });
  for (const notice of prepared.notices) reporting.emit({ type: 'noticed', notice });
  const { deps } = wire({
    attended: false,
    ask: request.screen.json ? host.err : host.out,
    ...{ watched, host, env, located, layout, files, prepared, repository, reporting },
    ...{ journal: NO_JOURNAL, state: NO_STATE, sessions: NO_SESSIONS, pastCalls: { last: 0, told: new Map() } },
    // Nobody commits here.
    ...{ hooks: hooks.value, inHand: null, list: null, identity: {}, count: callCounter() },
  });
  return ok({ deps, ctx: { emit: reporting.emit, journal: NO_JOURNAL, signal, clock: systemClock } });
}

/** Nothing is remembered, and nothing was. */
const NO_JOURNAL: JournalFile = {
  resumed: false,
  lines: [],
  find: () => undefined,
  keys: () => [],
  begun: () => false,
  meant: () => null,
  append: async () => done,
  mend: async () => ok(false),
  close: () => undefined,
};

const NO_STATE: StateFile = {
  original: null,
  corrupt: null,
  on: () => undefined,
  settled: async () => undefined,
  mend: async () => false,
};

const NO_SESSIONS: SessionFile = {
  notices: [],
  of: () => null,
  remember: () => undefined,
  forget: () => undefined,
  settled: async () => undefined,
};

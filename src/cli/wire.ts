import { randomInt } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { makeAgents } from '../adapters/agents/agents.js';
import { callStore } from '../adapters/agents/call-store.js';
import type { PastCalls } from '../adapters/agents/past-calls.js';
import { adapterOf } from '../adapters/agents/registry.js';
import { editFiles } from '../adapters/approver/editor.js';
import { terminalImpatience } from '../adapters/approver/impatience.js';
import { terminalApprover } from '../adapters/approver/terminal.js';
import { systemClock } from '../adapters/clock.js';
import { makeEvaluator } from '../adapters/eval/evaluator.js';
import { signalsIn } from '../adapters/eval/signals.js';
import { nodeFiles } from '../adapters/files/node-files.js';
import { makeGit } from '../adapters/git/git.js';
import { hookWatch } from '../adapters/git/hook-watch.js';
import type { Located } from '../adapters/git/locate.js';
import { contextFiles } from '../adapters/state/context-files.js';
import { evalFiles } from '../adapters/state/eval-files.js';
import type { JournalFile } from '../adapters/state/journal-file.js';
import type { Layout, RunLayout } from '../adapters/state/layout.js';
import { researchFiles } from '../adapters/state/research-files.js';
import { rollbackFile } from '../adapters/state/rollback-file.js';
import type { SessionFile } from '../adapters/state/session-file.js';
import type { StateFile } from '../adapters/state/state-file.js';
import { steeringFiles } from '../adapters/state/steering-files.js';
import { stopFile } from '../adapters/state/stop-file.js';
import { runId, type TaskId } from '../domain/ids.js';
import { recall } from '../domain/recall.js';
import { ok } from '../domain/result.js';
import type { Settings } from '../domain/settings.js';
import { spentBefore } from '../domain/spent.js';
import { taskPrefix } from '../domain/task-keys.js';
import { Brakes } from '../loops/brakes.js';
import { StandIns } from '../loops/stand-ins.js';
import { NO_CONSENT, type TaskDeps } from '../loops/task/deps.js';
import type { RunProcess } from '../ports/process.js';
import type { Repository } from '../ports/repository.js';
import type { TaskList } from '../ports/task-list.js';
import type { Host } from './host.js';
import type { Prepared } from './prepare.js';
import type { Reporting } from './reporting.js';

/** Between asking an agent to end and ending it. */
const GRACE_MS = 5_000;
/** Bytes of each stream of an agent that are kept in memory; its events are read as they come. */
const TAIL_BYTES = 64 * 1024;

/** What was found and opened before the parts of a run can be put together. */
export interface Found {
  readonly host: Host;
  /** Where a person is asked. */
  readonly ask: (text: string) => void;
  /** Whether a person watches, rather than a program that reads events. */
  readonly attended: boolean;
  /** Starts what is watched over. */
  readonly watched: RunProcess;
  readonly env: Readonly<Record<string, string>>;
  readonly located: Located;
  readonly layout: Layout;
  readonly files: RunLayout;
  readonly prepared: Prepared;
  readonly repository: Repository;
  readonly journal: JournalFile;
  readonly state: StateFile;
  /** A folder of hooks that the tree does not show; null when it does. */
  readonly hooks: string | null;
  /** The task that an earlier process of this run had begun; null where there is none. */
  readonly inHand: TaskId | null;
  /** Who commits, in git's variables. */
  readonly identity: Readonly<Record<string, string>>;
  /** What earlier processes of this run have asked, and what numbers the calls of this one. */
  readonly pastCalls: PastCalls;
  readonly count: () => number;
  readonly reporting: Reporting;
  /** Where the tasks come from; null for one that was given in words. */
  readonly list: TaskList | null;
  readonly sessions: SessionFile;
}

/** The parts of a task's run. */
export interface Wired {
  readonly deps: TaskDeps;
}

/** The composition root: the only place where the adapters of a run meet. */
export function wire(found: Found): Wired {
  const { host, located, layout, files, prepared, journal, state, reporting } = found;
  const { settings, library } = prepared;
  const promptsDir = settings.promptsDir === null ? null : resolve(located.top, settings.promptsDir);
  const { run } = reporting;
  const trouble = (why: string): void =>
    reporting.emit({
      type: 'noticed',
      notice: { kind: 'record-not-kept', file: relative(located.top, files.calls), why },
    });
  const hooks = hookWatch(located.hooksDir, join(files.tmp, 'trace'), found.env);
  const store = callStore(files.calls, trouble);
  const agents = makeAgents({
    adapter: (name) => adapterOf(name, { demoProgram: host.places.demoAgent, configured: settings.configuredAgents }),
    casting: settings.agents,
    run: found.watched,
    env: { ...found.env, ...hooks.env, MILLSTONE_RUN_ID: run },
    identity: found.identity,
    cwd: located.top,
    limits: {
      idleMs: settings.agentIdleMs,
      totalMs: settings.agentTimeoutMs,
      graceMs: GRACE_MS,
      tailBytes: TAIL_BYTES,
    },
    store,
    clock: systemClock,
    past: found.pastCalls,
    count: found.count,
    tmpDir: files.tmp,
  });
  const tasklist = join(located.top, settings.tasklist);
  const steering = steeringFiles({
    top: located.top,
    files: [
      layout.config,
      layout.policy,
      layout.project,
      ...['config', 'info/exclude', 'info/attributes'].map((name) => join(located.commonDir, name)),
      join(located.gitDir, 'config.worktree'),
      ...hiddenModules(settings.ownStages, located.top, layout.root),
    ],
    folders: [...(found.hooks === null ? [] : [found.hooks]), ...hiddenPrompts(promptsDir, located.top, layout.root)],
    list: found.list?.tracked === true ? null : tasklist,
    aside: join(files.folder, 'tampered'),
    own: {
      settled: () => state.settled(),
      async mend() {
        const mended = await journal.mend();
        if (!mended.ok) return mended;
        return ok([...(mended.value ? [files.journal] : []), ...((await state.mend()) ? [layout.state] : [])]);
      },
    },
  });
  return {
    deps: {
      agents,
      steering,
      rateLimitWaitMs: settings.rateLimitWaitMs,
      brakes: new Brakes(settings.budget, journal.lines),
      standIns: new StandIns({ configured: settings.agents, standIns: settings.standIns }, journal.lines),
      impatience: terminalImpatience(host.stdin),
      repository: found.repository,
      prompts: library.prompts,
      approver: terminalApprover(host.stdin, found.ask, {
        attended: found.attended,
        edit: (files) => editFiles(files, located.top, host.env),
      }),
      hooks,
      sessions: found.sessions,
      evaluator: makeEvaluator({
        run: found.watched,
        files: nodeFiles,
        top: located.top,
        env: found.env,
        timeoutMs: settings.project.checkTimeoutMs,
        reports: settings.project,
      }),
      evals: evalFiles(layout.evals, nodeFiles),
      evalName: (at) => runId(at, randomInt(0x10000)),
      rollbacks: rollbackFile(layout.rollback, nodeFiles),
      signals: signalsIn({
        git: makeGit({ run: found.watched, cwd: located.top, env: found.env }),
        ...{ files: nodeFiles, top: located.top, folder: layout.signals, coverage: settings.project.coverage },
      }),
      stopFile: stopFile(layout.stopFile, nodeFiles),
      reports: researchFiles(layout.research, located.top, nodeFiles),
      settings,
      consent: consentTo(found),
      workingDirectory: located.top,
      list: found.list,
      contexts: contextFiles(located.top, layout.contexts, nodeFiles),
      readTasklist: async () => {
        const text = await nodeFiles.read(tasklist);
        return text.ok ? text.value : null;
      },
    },
  };
}

/** What was said before this process is about the task in hand, and about no later one. */
function consentTo({ journal, inHand }: Found): TaskDeps['consent'] {
  const { waivers, moreCycles } = recall(journal.lines);
  const given = inHand === null ? null : { waivers, moreCycles, spent: spentBefore(journal.lines, taskPrefix(inHand)) };
  return (task) => (task === inHand && given !== null ? given : NO_CONSENT);
}

/** Prompts in the repository are part of its tree, where a change shows; others are looked after like settings. */
const hiddenPrompts = (dir: string | null, top: string, root: string): readonly string[] =>
  dir === null || (dir.startsWith(`${top}/`) && !dir.startsWith(`${root}/`)) ? [] : [dir];

/** Modules of the user's stages that lie where git does not look; a change of others shows in the tree. */
const hiddenModules = (stages: Settings['ownStages'], top: string, root: string): readonly string[] =>
  stages.map(({ module }) => resolve(top, module)).filter((file) => file.startsWith(`${root}/`));

import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { lastCall } from '../../adapters/agents/call-store.js';
import { systemClock } from '../../adapters/clock.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import { hiddenHooks } from '../../adapters/git/hidden-hooks.js';
import { ensureIgnored } from '../../adapters/git/ignore-line.js';
import type { Located } from '../../adapters/git/locate.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { openJournal } from '../../adapters/state/journal-file.js';
import type { Layout, RunLayout } from '../../adapters/state/layout.js';
import { openStateFile, type StateFile } from '../../adapters/state/state-file.js';
import { fileAway } from '../../adapters/state/stop-file.js';
import { makeRunFolders } from '../../adapters/state/work-dir.js';
import { checkRule } from '../../domain/check-rules.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import { JOURNAL_VERSION, type JournalEntry } from '../../domain/journal.js';
import type { Notice } from '../../domain/notice.js';
import { recall } from '../../domain/recall.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunPlan } from '../../domain/run-plan.js';
import { spentBefore } from '../../domain/spent.js';
import type { Task } from '../../domain/task.js';
import { waivableOf } from '../../domain/waiver.js';
import { type RunContext, uncancelled } from '../../loops/context.js';
import type { TaskDeps } from '../../loops/task/deps.js';
import type { TaskDone } from '../../loops/task/run-task.js';
import { cyclesFor } from '../../policy/risk.js';
import type { Repository, StartFacts } from '../../ports/repository.js';
import { plainText } from '../../report/plain-text.js';
import type { Prepared } from '../prepare.js';
import { wire } from '../wire.js';
import type { WatchedRun } from './frame.js';

/** What is known when a run may begin. */
export interface Ready {
  readonly located: Located;
  readonly layout: Layout;
  readonly files: RunLayout;
  readonly prepared: Prepared;
  readonly repository: Repository;
  readonly task: Task;
  readonly facts: StartFacts;
  /** How an earlier run goes on; null for a new one. */
  readonly going: Going | null;
}

/** An earlier run with what has to stand in its journal before it goes on. */
export interface Going {
  readonly checkpoint: Checkpoint;
  readonly entries: readonly JournalEntry[];
  readonly changed: Extract<Notice, { kind: 'continued' }>['changed'];
  /** It begins anew. */
  readonly fresh: boolean;
}

/** A run that has begun. */
export interface Opened {
  readonly deps: TaskDeps;
  readonly ctx: RunContext;
  /** Writes down how it ended and lets everything go. Never given up on a signal. */
  close(result: Result<TaskDone, Halt>): Promise<void>;
}

/** Makes the run's folders and files, tells that it begins, and puts its parts together. */
export async function openRun(run: WatchedRun, ready: Ready): Promise<Result<Opened, Halt>> {
  const { reporting, signal, env, host, request } = run;
  const { located, layout, files, prepared, repository, task } = ready;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const notices: Notice[] = [];
  const ignored = await ensureIgnored(git, located, signal);
  if (!ignored.ok) return ignored;
  if (ignored.value.includes('.gitignore')) notices.push({ kind: 'ignore-line-written', file: '.gitignore' });
  const made = await makeRunFolders(files);
  if (!made.ok) return made;
  if (request.clearStop) {
    const filed = await fileAway(layout.stopFile, files.folder);
    if (!filed.ok) return filed;
    if (filed.value !== null) notices.push({ kind: 'stop-file-filed', file: relative(located.top, filed.value) });
  }
  const hooks = await hiddenHooks(git, located, signal);
  if (!hooks.ok) return hooks;
  const context = await contextOf(task, located);
  if (context.missing !== null) notices.push({ kind: 'context-file-missing', file: context.missing });

  const state = await openStateFile(layout.state, reporting.run, nodeFiles);
  const journal = await openJournal(files.journal, systemClock, (line) => state.on(line));
  if (!journal.ok) return journal;
  for (const line of journal.value.lines) state.on(line);
  for (const entry of firstLines(run, ready, state.original)) {
    const written = await journal.value.append(entry);
    if (!written.ok) return written;
  }

  const log = relative(located.top, files.log);
  reporting.earlier(spentBefore(journal.value.lines));
  reporting.keep(layout, files);
  const plan = planOf(run, ready, recall(journal.value.lines).moreCycles);
  reporting.emit({ type: 'run-started', plan, log, branch: ready.facts.branch });
  for (const notice of [...prepared.notices, ...notices, ...standing(ready)])
    reporting.emit({ type: 'noticed', notice });
  const wired = wire({
    // The title of a task may come from anybody: no escape sequences of it reach the terminal.
    ask: (text) => (request.screen.json ? host.err : host.out)(plainText(text)),
    ...{ watched: run.watched, task, host, env, located, layout, files, prepared, repository, state, reporting },
    journal: journal.value,
    hooks: hooks.value,
    contextText: context.text,
    lastCall: await lastCall(files.calls),
  });
  return ok({
    deps: wired.deps,
    ctx: { emit: reporting.emit, journal: journal.value, signal, clock: systemClock },
    async close(result) {
      await journal.value.append(result.ok ? closed(result.value) : await halted(result.error, repository));
      journal.value.close();
      await state.settled();
    },
  });
}

/** The word of `halt_reason` in `state.json`; checks begin with `policy:`, as scripts know it. */
const reasonOf = (halt: Halt): string =>
  halt.reason === 'check' ? `policy:${checkRule(halt.hit).policyWord(halt.hit)}` : halt.reason;

const closed = ({ commits }: TaskDone): JournalEntry => ({ kind: 'closed', how: 'done', commits: [...commits] });

/** How the repository was left tells later what a person did meanwhile. */
async function halted(halt: Halt, repository: Repository): Promise<JournalEntry> {
  const seen = await repository.look(uncancelled);
  const facts = { waives: waivableOf(halt), seen: seen.ok ? seen.value : null };
  return { kind: 'halted', reason: reasonOf(halt), says: haltSays(halt), ...facts };
}

/** What the journal must say before anything is done. The last line is the one that makes it so. */
function firstLines(run: WatchedRun, ready: Ready, original: StateFile['original']): readonly JournalEntry[] {
  const { flags } = run.request;
  if (ready.going !== null) return [...ready.going.entries, { kind: 'resumed', v: JOURNAL_VERSION, flags }];
  const opened: JournalEntry = { kind: 'opened', v: JOURNAL_VERSION, plan: planOf(run, ready, 0) };
  return original === null ? [opened] : [opened, { kind: 'imported', state: { ...original } }];
}

function planOf(run: WatchedRun, { located, prepared, task }: Ready, moreCycles: number): RunPlan {
  const { settings, defaultAgent } = prepared;
  return {
    mode: 'task',
    version: run.host.version,
    repo: located.top,
    task,
    agents: settings.agents,
    defaultAgent,
    maxCycles: cyclesFor(task.risk, settings) + moreCycles,
    loc: settings.loc,
    flags: run.request.flags,
  };
}

/** What about the start a person should know. */
function standing({ facts, prepared, going }: Ready): readonly Notice[] {
  const { agents } = prepared.settings;
  return [
    ...(going === null ? [] : [continued(going)]),
    ...(facts.branch === null ? [{ kind: 'detached-head' } as const] : []),
    ...(facts.dirty.length > 0 && (going === null || going.fresh)
      ? [{ kind: 'dirty-start', files: facts.dirty } as const]
      : []),
    ...([agents.author, agents.reviewer, agents.sanity].some(({ cli }) => cli === 'demo')
      ? [{ kind: 'demo-agent' } as const]
      : []),
  ];
}

function continued({ checkpoint, entries, changed, fresh }: Going): Notice {
  const { life } = checkpoint;
  const { waivers, moreCycles } = recall(entries);
  const waived = waivers[0]?.check ?? null;
  return {
    kind: 'continued',
    halted: life.kind === 'halted' ? life.line.says : null,
    fresh,
    changed,
    waived,
    moreCycles,
  };
}

/** The file that the task names as its context. Only files of the repository are read: a task may come from anybody. */
async function contextOf(
  { context }: Task,
  { top }: Located,
): Promise<{ readonly text: string | null; readonly missing: string | null }> {
  if (context === null) return { text: null, missing: null };
  // A link may lead out of the repository as well as the path itself.
  const file = await realpath(resolve(top, context)).catch(() => null);
  const read = file?.startsWith(`${top}/`) === true ? await nodeFiles.read(file) : ok(null);
  return read.ok && read.value !== null ? { text: read.value, missing: null } : { text: null, missing: context };
}

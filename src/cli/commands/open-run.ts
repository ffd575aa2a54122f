import { relative } from 'node:path';
import { callCounter } from '../../adapters/agents/agents.js';
import { pastCalls } from '../../adapters/agents/past-calls.js';
import { systemClock } from '../../adapters/clock.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import { hiddenHooks } from '../../adapters/git/hidden-hooks.js';
import { identityOf } from '../../adapters/git/identity.js';
import { ensureIgnored } from '../../adapters/git/ignore-line.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { openJournal } from '../../adapters/state/journal-file.js';
import { softStopFile } from '../../adapters/state/layout.js';
import { removeOld } from '../../adapters/state/retention.js';
import { openSessions } from '../../adapters/state/session-file.js';
import { softStop } from '../../adapters/state/soft-stop.js';
import { openStateFile } from '../../adapters/state/state-file.js';
import { fileAway } from '../../adapters/state/stop-file.js';
import { makeRunFolders } from '../../adapters/state/work-dir.js';
import type { Halt } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { recall } from '../../domain/recall.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { spentBefore } from '../../domain/spent.js';
import { tasksSoFar } from '../../domain/tasks-so-far.js';
import { plainText } from '../../report/plain-text.js';
import { type Found, wire } from '../wire.js';
import { firstNotices } from './first-notices.js';
import type { WatchedRun } from './frame.js';
import type { Ready } from './ready.js';
import { firstLines, lastLine } from './run-lines.js';
import { toDo } from './to-do.js';
import { hidesGit, planOf } from './work.js';

/** A run that has begun. */
export interface Opened {
  readonly run: () => Promise<Result<RunDone, Halt>>;
  /** Writes down how it ended and lets everything go. Never given up on a signal. */
  close(result: Result<RunDone, Halt>): Promise<void>;
}

/** Makes the run's folders and files, tells that it begins, and puts its parts together. */
export async function openRun(run: WatchedRun, ready: Ready): Promise<Result<Opened, Halt>> {
  const { reporting, signal, env, host, request } = run;
  const { located, layout, files, prepared, repository, facts, going, work } = ready;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const notices: Notice[] = [];
  // What lands must not meet a line that nobody has committed.
  const ignored = await ensureIgnored(git, located, signal, ready.base !== null);
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

  const state = await openStateFile(layout.state, reporting.run, nodeFiles);
  if (state.corrupt !== null) {
    const [file, kept] = [relative(located.top, layout.state), relative(located.top, state.corrupt)];
    notices.push({ kind: 'state-damaged', file, kept });
  }
  const journal = await openJournal(files.journal, systemClock, (line) => state.on(line));
  if (!journal.ok) return journal;
  for (const line of journal.value.lines) state.on(line);
  for (const entry of firstLines(planOf(run, ready, work, 0), going, state.original)) {
    const written = await journal.value.append(entry);
    if (!written.ok) return written;
  }

  const todo = await toDo(git, ready, softStop(softStopFile(located.commonDir, run.mark)), signal);
  if (!todo.ok) return todo;
  const log = relative(located.top, files.log);
  const { moreCycles, steps } = recall(journal.value.lines);
  const plan = planOf(run, ready, work, moreCycles, ready.base !== null);
  const sofar = tasksSoFar(plan, steps);
  reporting.earlier(spentBefore(journal.value.lines), sofar.ended.length);
  reporting.keep(layout, files, prepared.settings);
  reporting.emit({ type: 'run-started', plan, log, branch: facts.branch });
  const first = firstNotices(facts, plan, prepared.settings, going, ready.base !== null);
  for (const notice of [...prepared.notices, ...notices, ...first, ...todo.value.notices])
    reporting.emit({ type: 'noticed', notice });
  const { agents, session } = prepared.settings;
  const sessions = await openSessions({
    ...{ file: layout.sessions, files: nodeFiles, mode: session, run: reporting.run, resumed: going !== null },
    clis: { author: agents.author.cli, reviewer: agents.reviewer.cli },
    now: () => systemClock.now(),
  });
  for (const notice of sessions.notices) reporting.emit({ type: 'noticed', notice });
  const calls = await pastCalls(files.calls);
  const found: Found = {
    // The title of a task may come from anybody: no escape sequences of it reach the terminal.
    ask: (text) => (request.screen.json ? host.err : host.out)(plainText(text)),
    attended: !request.screen.json,
    ...{ watched: run.watched, host, env, located, layout, files, prepared, repository, state, reporting },
    journal: journal.value,
    hooks: hooks.value,
    inHand: going === null ? null : (sofar.inHand?.id ?? null),
    list: todo.value.list,
    sessions,
    pastCalls: calls,
    count: callCounter(calls),
    identity: hidesGit(prepared.settings, host) ? await identityOf(git, signal) : {},
  };
  const wired = wire(found);
  return ok({
    run: () =>
      todo.value.run(
        { run, found, deps: wired.deps },
        { emit: reporting.emit, journal: journal.value, signal, clock: systemClock },
      ),
    async close(result) {
      await journal.value.append(await lastLine(result, repository));
      journal.value.close();
      await state.settled();
      await sessions.settled();
      await removeOld(layout, prepared.settings.retentionDays, systemClock.now());
    },
  });
}

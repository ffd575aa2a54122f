import type { RunId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';
import { eventsOf, type Layout, runOfEvents } from './layout.js';

/** Runs that have left a log for programs, the newest first. */
export async function loggedRuns({ runs }: Layout, files: Files): Promise<Result<readonly RunId[], string>> {
  const names = await files.list(runs);
  if (!names.ok) return names;
  return ok((names.value ?? []).flatMap((name) => runOfEvents(name) ?? []).reverse());
}

/** The whole lines of a run's log. What a crash has torn off, or is still being written, is left out, and what is no text. */
export async function logLines(layout: Layout, run: RunId, files: Files): Promise<Result<readonly string[], string>> {
  const lines = await files.readLines(eventsOf(layout, run));
  return lines.ok ? ok((lines.value ?? []).slice(0, -1).filter((line) => line !== null)) : lines;
}

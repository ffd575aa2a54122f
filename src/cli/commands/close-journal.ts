import { systemClock } from '../../adapters/clock.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { openJournal } from '../../adapters/state/journal-file.js';
import { openStateFile } from '../../adapters/state/state-file.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import type { JournalEntry } from '../../domain/journal.js';
import { done, type Result } from '../../domain/result.js';
import type { Site } from './site.js';

/** Writes the last line of a run that does not go on, and lets `state.json` follow. */
export async function closeJournal(
  { layout, files }: Site,
  run: RunId,
  line: Extract<JournalEntry, { kind: 'closed' }>,
): Promise<Result<void, Halt>> {
  const state = await openStateFile(layout.state, run, nodeFiles);
  const journal = await openJournal(files.journal, systemClock, (written) => state.on(written));
  if (!journal.ok) return journal;
  for (const past of journal.value.lines) state.on(past);
  const closed = await journal.value.append(line);
  journal.value.close();
  if (!closed.ok) return closed;
  await state.settled();
  return done;
}

import type { Change, FileChange } from '../domain/change.js';
import { excerpt } from './excerpt.js';
import { dataBlock } from './fence.js';

/** Files that a table lists before it says how many more there are. */
export const LISTED = 200;

/** A line per file with its added and deleted lines. */
export function fileTable(files: readonly FileChange[]): string {
  const rows = files.slice(0, LISTED).map((file) => {
    const counts = file.binary ? 'binary' : `+${file.added} -${file.deleted}`;
    const name = file.from === null ? file.path : `${file.from} -> ${file.path}`;
    return `${file.status.padEnd(12)} ${counts.padEnd(12)} ${JSON.stringify(name).slice(1, -1)}`;
  });
  const more = files.length - rows.length;
  return [...rows, ...(more > 0 ? [`... and ${more} more files`] : [])].join('\n');
}

/**
 * A change as a reader gets it: the whole diff, or, above the limit, its beginning, the table of all files and the
 * place where the diff lies whole. An empty change says that nothing changed.
 */
export function diffBlock(change: Change): string {
  if (change.files.length === 0) return 'The task has changed no files.';
  if (change.patchFile === null) return dataBlock('The change as a diff', change.patch);
  return [
    dataBlock('All files of the change', fileTable(change.files)),
    dataBlock(
      `The beginning of the diff; the whole of it (${change.patchBytes} bytes) is in the file ${change.patchFile}, read it`,
      change.patch,
    ),
  ].join('\n\n');
}

/** A diff that somebody made, of which no more than `limit` characters go into a prompt; `file` holds all of it. */
export function textDiffBlock(diff: string, file: string, limit: number): string {
  if (diff.length <= limit) return dataBlock('The diff', diff);
  return dataBlock(`The diff, shortened; the whole of it is in the file ${file}, read it`, excerpt(diff, limit));
}

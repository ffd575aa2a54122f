import type { Notice } from '../domain/notice.js';
import { plural } from './figures.js';
import { oneLine } from './plain-text.js';

const at = (file: string, lineNumber: number | null): string => (lineNumber === null ? file : `${file}:${lineNumber}`);
const list = (files: readonly string[]): string =>
  files.length <= 5
    ? files.map(oneLine).join(', ')
    : `${files.slice(0, 5).map(oneLine).join(', ')} and ${files.length - 5} more`;

/** A notice in words. */
export function noticeWords(notice: Notice): string {
  switch (notice.kind) {
    case 'ignore-line-written':
      return `Added /.millstone/ to ${notice.file}: millstone keeps its logs and state there.`;
    case 'dirty-start':
      return `WARN: ${plural(notice.files.length, 'file')} with uncommitted changes, left out of the task's change: ${list(notice.files)}`;
    case 'tasklist-uncommitted':
      return `WARN: ${notice.file} has uncommitted changes; consider committing it.`;
    case 'unknown-key':
      return `WARN: ${at(notice.file, notice.line)}: the key ${notice.key} is not known${notice.nearest === null ? '' : `; did you mean ${notice.nearest}?`}`;
    case 'retired-key':
      return `${at(notice.file, notice.line)}: the key ${notice.key} has no effect any more${notice.instead === null ? '' : `; use ${notice.instead}`}.`;
    case 'unknown-template':
      return `WARN: ${notice.file} is not the name of a prompt template; it is not used.`;
    case 'unknown-placeholder':
      return `WARN: ${notice.file}: {{${notice.placeholder}}} is not filled by anything; it is sent as it stands.`;
    case 'legacy-placeholder':
      return `${notice.file}: {{${notice.placeholder}}} is the old spelling of the tasklist's path; it still works.`;
    case 'context-file-missing':
      return `WARN: The task's context file ${oneLine(notice.file)} is not there; the author goes without it.`;
    case 'sanity-off':
      return "The sanity check of the author's work is switched off (sanity = false).";
    case 'stop-file-filed':
      return `STOP.md of an earlier run was filed away as ${notice.file}.`;
    case 'detached-head':
      return 'HEAD is detached: the commit will be on no branch. It is kept under refs/millstone/parked/ as well.';
    case 'demo-agent':
      return 'This is the demo agent: a small script plays every role; no model is asked and no real work is done.';
    case 'record-not-kept':
      return `WARN: A record could not be written (${notice.file}): ${notice.why}`;
    case 'broken-sink':
      return `WARN: The ${notice.sink} output broke off: ${notice.why}`;
  }
}

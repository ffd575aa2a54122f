import type { Notice } from '../domain/notice.js';
import { firstOf, plural } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';

/** Files that a notice names. */
const NAMED = 5;

/** A notice in words. What may need somebody's attention begins with `WARN`. */
export function noticeLine(notice: Notice): Line {
  switch (notice.kind) {
    case 'ignore-line-written':
      return note(`Added /.millstone/ to ${notice.file}: millstone keeps its logs and state there.`);
    case 'dirty-start': {
      const names = firstOf(notice.files.map(oneLine), NAMED);
      return warn(`${plural(notice.files.length, 'file')} with uncommitted changes, left out of the task: ${names}`);
    }
    case 'tasklist-uncommitted':
      return warn(`${notice.file} has uncommitted changes; consider committing it.`);
    case 'unknown-key': {
      const meant = notice.nearest === null ? '' : ` Did you mean ${notice.nearest}?`;
      return warn(`${at(notice)}: the key ${notice.key} is not known and has no effect.${meant}`);
    }
    case 'retired-key': {
      const instead = notice.instead === null ? '' : ` Use ${notice.instead}.`;
      return note(`${at(notice)}: the key ${notice.key} has no effect any more.${instead}`);
    }
    case 'unknown-template':
      return warn(`${notice.file} is not the name of a prompt template; it is not used.`);
    case 'unknown-placeholder':
      return warn(`${notice.file}: nothing fills {{${notice.placeholder}}}; it is sent as it stands.`);
    case 'legacy-placeholder':
      return note(`${notice.file}: {{${notice.placeholder}}} is an old name for the tasklist's path; it still works.`);
    case 'context-file-missing':
      return warn(`The task's context file ${notice.file} is not there; the author goes without it.`);
    case 'sanity-off':
      return note("The sanity check of the author's work is switched off (sanity = false).");
    case 'stop-file-filed':
      return note(`STOP.md of an earlier run was filed away in ${notice.file}.`);
    case 'detached-head':
      return warn(
        'HEAD is detached: the commit will be on no branch. It is kept under refs/millstone/parked/ as well.',
      );
    case 'hooks-skipped':
      return warn("The author's commit left out the repository's hooks; it is taken back and made anew with them.");
    case 'demo-agent':
      return note('This is the demo agent: a script that shows the loop. No model is asked, and no real work is done.');
    case 'record-not-kept':
      return warn(`A record could not be written (${notice.file}): ${notice.why}`);
    case 'broken-sink':
      return warn(`The ${notice.sink} output broke off: ${notice.why}`);
    default:
      return notice satisfies never;
  }
}

const note = (text: string): Line => line('progress', text, 'dim');
const warn = (text: string): Line => line('progress', `WARN: ${text}`, 'warn');
const at = ({ file, line }: { readonly file: string; readonly line: number | null }): string =>
  line === null ? file : `${file}:${line}`;

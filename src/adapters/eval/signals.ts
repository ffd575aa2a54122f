import { join, relative } from 'node:path';
import { ok } from '../../domain/result.js';
import type { Todo } from '../../domain/signals.js';
import { readFileCoverage } from '../../formats/file-coverage.js';
import type { Files } from '../../ports/files.js';
import type { Signals } from '../../ports/signals.js';
import type { Git } from '../git/git.js';
import { coveragePlaces, type ReportPlaces } from './left-reports.js';

/** What finding signals takes. */
export interface SignalsDeps {
  readonly git: Git;
  readonly files: Files;
  readonly top: string;
  /** The folder where they are kept. */
  readonly folder: string;
  readonly coverage: ReportPlaces['coverage'];
}

const DOING = 'look for notes of what is left to do';
/** The words of notes; a colon behind them tells a note from a word. Source: eval.md 16. */
const NOTE = '(TODO|FIXME|HACK|XXX)(\\([^)]*\\))?:';
/** Characters of a line that are read. */
const LINE = 1_000;

/** Looks into the files that git tracks, and none of millstone's own. */
export function signalsIn({ git, files, top, folder, coverage }: SignalsDeps): Signals {
  return {
    async todos(signal) {
      const args = ['grep', '-n', '-I', '-E', '-z', '--no-color', '--full-name', '-e', NOTE, '--', '.', ':!.millstone'];
      const asked = await git({ doing: DOING, args, answers: [1] }, signal);
      return asked.ok ? ok(asked.value.stdout.toString('utf8').split('\n').flatMap(noteOf)) : asked;
    },
    async coverage() {
      for (const place of coveragePlaces(coverage)) {
        const text = await files.read(join(top, place));
        const read = text.ok && text.value !== null ? readFileCoverage(text.value, top) : null;
        if (read !== null) return read;
      }
      return [];
    },
    async keep(name, signals) {
      const file = join(folder, `${name}.json`);
      const kept = await files.write(file, `${JSON.stringify(signals, null, 2)}\n`);
      return kept.ok ? ok(relative(top, file)) : kept;
    },
  };
}

/** `file NUL line NUL text`. */
function noteOf(row: string): readonly Todo[] {
  const [file = '', line = '', text] = row.split('\0');
  return text === undefined ? [] : [{ file, line: Number(line), text: text.slice(0, LINE).trim() }];
}

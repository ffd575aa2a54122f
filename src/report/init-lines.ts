import { type CheckRun, checkSays, standingOf } from '../domain/project-check.js';
import { duration } from './figures.js';
import { type Line, labelled, line } from './line.js';
import { oneLine } from './plain-text.js';

/** A project as a person calls it: a language, with what installs its dependencies. */
export interface NamedProject {
  readonly language: string;
  readonly manager: string;
}

/** What `--init` has done. Paths are relative to the folder. */
export interface Initialised {
  readonly written: readonly string[];
  /** Files that were there and stay as they are. */
  readonly kept: readonly string[];
  /** Copies of what was written anew. */
  readonly copies: readonly string[];
  readonly tasklist: string;
  readonly inRepository: boolean;
  readonly hasCommits: boolean;
  /** The agent that the settings name, and how to get it; null when it is there. */
  readonly missing: { readonly cli: string; readonly install: string } | null;
  readonly checks: readonly CheckRun[];
}

const NAMES: Readonly<Record<string, string>> = {
  ...{ python: 'Python', node: 'Node', go: 'Go', rust: 'Rust', java: 'Java', ruby: 'Ruby', dotnet: '.NET' },
};

/** Where millstone is set up, and what it found there. */
export function foundLines(root: string, projects: readonly NamedProject[], checks: number): readonly Line[] {
  const names = projects.map(({ language, manager }) => `${NAMES[language] ?? language} (${manager})`);
  return [
    labelled('progress', 'Folder', root),
    labelled('progress', 'Project', names.length === 0 ? 'unknown' : names.join(', ')),
    ...(checks === 0
      ? [
          labelled('progress', 'Checks', 'none found; write the command of the tests into .millstone/project.toml'),
          line('progress', ''),
        ]
      : []),
  ];
}

/** A check that was tried: `  tests   12s  passed: npm test`. */
export function triedLine(run: CheckRun): Line {
  const standing = standingOf(run);
  const late = run.ending.kind === 'timeout';
  const says = late ? 'not finished yet, and ended' : checkSays(run);
  const tone = standing === 'passed' ? 'good' : late || standing === 'not-measured' ? 'warn' : 'bad';
  return line(
    'progress',
    `  ${run.kind.padEnd(9)}${duration(run.ms).padStart(7)}  ${says}: ${oneLine(run.command)}`,
    tone,
  );
}

/** Files of the working tree that the checks changed; they stay, since they may be anybody's. */
export const touchedLine = (files: readonly string[]): Line =>
  line('progress', `WARN: The checks changed ${oneLine(files.slice(0, 5).join(', '))}; see git status.`, 'warn');

/** What was written, and what to do next. */
export function initLines(done: Initialised): readonly Line[] {
  const next = nextSteps(done);
  return [
    ...done.written.map((file) => line('result', `Created ${file}`, 'good')),
    ...done.copies.map((file) => line('result', `Kept a copy of what it said in ${file}`)),
    ...done.kept.map((file) => line('result', `Left ${file} as it is`, 'dim')),
    line('result', ''),
    line('result', 'Next:', 'strong'),
    ...next.map((text, i) => line('result', `  ${i + 1}. ${text}`, 'plain', 5)),
  ];
}

/** What stands between this folder and a first run, and then the run. */
export function nextSteps(done: Initialised): readonly string[] {
  const { inRepository, hasCommits, missing, checks, tasklist } = done;
  const red = checks.filter((run) => standingOf(run) === 'failed' && run.ending.kind !== 'timeout');
  const absent = checks.filter((run) => standingOf(run) === 'not-measured');
  return [
    ...(inRepository ? [] : ['git init, then commit your files: millstone works in a git repository']),
    ...(inRepository && !hasCommits ? ['make a first commit, so that there is something to go back to'] : []),
    ...(missing === null ? [] : [`install ${missing.cli}: ${missing.install}`]),
    ...absent.map(
      (run) => `see to the ${run.kind} check (${checkSays(run)}), or correct it in .millstone/project.toml`,
    ),
    ...red.map(({ kind }) => `mend what the ${kind} check reports, or correct it in .millstone/project.toml`),
    `write tasks into ${tasklist}, or start with one: millstone --task "..."`,
    'look at everything once more: millstone --doctor',
  ];
}

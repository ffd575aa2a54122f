import { DETACHED } from './change.js';
import type { HaltOf, Unapproved } from './halt.js';
import type { Role } from './role.js';

// Words that several halts share.

/** How the change is looked at. */
export const LOOK = 'Look at the change: git status, git diff.';
/** That nothing was lost. */
export const KEPT = 'The working tree is kept as it is.';
/** Where what was undone is kept; nothing where no ref is named. */
export const parkedIn = (ref: string): string => (ref === '' ? '' : ` What was there is kept in ${ref}.`);
/** Whether it names a line of a file: what stands there is damaged. */
export const isLine = (file: string): boolean => /:\d+$/.test(file);
/** Lines that one which ends in a colon announces, as many as are told. */
const ANNOUNCED = 4;

/** The first line of somebody's words, as much as fits in a sentence; with what it announces where it ends in a colon. */
export function firstWords(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  const hint = rest.findIndex((line) => /^hint: |^[A-Z]/.test(line));
  const told = rest.slice(0, hint === -1 ? ANNOUNCED : Math.min(Math.max(hint, 1), ANNOUNCED));
  const announced = told.map((line) => line.trim()).filter((line) => line !== '');
  return (/:\s*$/.test(first) ? `${first.trimEnd()} ${announced.join(', ')}`.trimEnd() : first).slice(0, 300);
}
/** A number with its word: `1 cycle`, `2 cycles`. */
export const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
/** Files by name, of many the first. */
export const named = (files: readonly string[]): string =>
  files.length <= 5 ? files.join(', ') : `${files.slice(0, 5).join(', ')} and ${files.length - 5} more`;

/** Why a commit was not made, in a sentence. */
export const COMMIT_SAYS: Readonly<Record<HaltOf<'commit'>['why'], string>> = {
  'nothing-committed': 'The approved change could not be committed: git found nothing to commit.',
  'hook-refused': 'The change was approved, but a hook of the repository refused the commit.',
  'tick-refused':
    'The change is committed, but a hook of the repository refused the commit of its tick in the tasklist.',
  overlap: 'The task changed lines that were already changed before it began, so the two cannot be told apart.',
  git: 'The change was approved, but git could not commit it.',
};

/** What a role is called in a sentence. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  author: 'author',
  reviewer: 'reviewer',
  sanity: 'sanity check',
  analyzer: 'analyzer',
  release_eng: 'release engineer',
  sre: 'incident engineer',
};

/** What git says about a folder that became a repository: without a commit, and as looked for in src/adapters/git. */
const NESTED =
  /'(?<one>.+?)\/?' does not have a commit checked out|^(?<two>.+) has become a git repository of its own/m;

/** What to do about a repository that appeared inside the person's own; null for anything else. */
function nestedFix(says: string): string | null {
  const found = NESTED.exec(says)?.groups;
  const path = found?.one ?? found?.two;
  if (path === undefined) return null;
  return `${path} is a git repository inside yours: remove ${path}/.git, make it a submodule, or have git ignore it.`;
}

/** What git says of a program that `.gitattributes` has it pass files through. Source: git's convert.c and sub-process.c. */
const FILTER =
  /: (?:clean|smudge) filter '(?<one>.+?)' failed|subprocess '(?<two>.+?)' failed|filter '(?<three>.+?)' failed/;

/** What to do about a filter that fails, as Git LFS does where it is not installed; null for anything else. */
function filterFix(says: string): string | null {
  const found = FILTER.exec(says)?.groups;
  const name = found?.one ?? found?.two ?? found?.three;
  if (name === undefined) return null;
  const lfs = name.includes('lfs') ? ' (Git LFS: https://git-lfs.com, then git lfs install)' : '';
  return `.gitattributes has git pass files through ${name}: install what that runs${lfs}.`;
}

/** Failures of the system as git tells them. Source: strerror(3) in the C locale. */
const SYSTEM_FIXES: readonly (readonly [RegExp, string])[] = [
  [/No space left on device/, 'The disk is full: make room.'],
  [/Disk quota exceeded/, 'The disk quota is used up: make room.'],
  [/Read-only file system/, 'The disk is read-only: make it writable.'],
  [/Permission denied|insufficient permission/, 'Give millstone the right to write in the folder .git.'],
];

/** What to do about a failure that git tells in words of the system; null for any other, and for what hooks say. */
export function systemFix(says: string): string | null {
  const own = says.split('\n').filter((line) => /^(fatal|error): /.test(line));
  return SYSTEM_FIXES.find(([sign]) => own.some((line) => sign.test(line)))?.[1] ?? null;
}

/** What to do about a failure of git. */
export const gitFix = (says: string): string =>
  systemFix(says) ?? nestedFix(says) ?? filterFix(says) ?? 'Set right what git complains about.';

/** That the repository is elsewhere, in a sentence. */
export function movedSays({ what, expected, found }: HaltOf<'moved'>): string {
  switch (what) {
    case 'branch':
      return `The run began on ${expected}, but the repository is on ${found} now.`;
    case 'history':
      return `The commit the run began with, ${expected.slice(0, 12)}, is no longer part of ${found}.`;
    case 'during-check':
      return `While a check ran, the repository moved from ${expected} to ${found}.`;
    default:
      return what satisfies never;
  }
}

/** What to do about it. */
export function movedFix({ what, expected }: HaltOf<'moved'>): readonly string[] {
  switch (what) {
    case 'branch':
      return [
        `Go back first: ${expected === DETACHED ? 'check out the commit it began with' : `git switch ${expected}`}.`,
      ];
    case 'history':
      return ['Bring it back (git reflog shows where it was; an amended or rebased commit has another id).'];
    case 'during-check':
      return ['Nothing was put back, what the check wrote neither: see git status. Going on takes it as it is then.'];
    default:
      return what satisfies never;
  }
}

/** Problems that a sentence has room for. */
const TOLD = 3;

const some = (problems: readonly string[]): string =>
  [...problems.slice(0, TOLD), ...(problems.length > TOLD ? [`and ${problems.length - TOLD} more`] : [])].join('; ');

/** What is not all there any more, in a sentence. */
export function incompleteSays({ gate, problems }: HaltOf<'incomplete'>): string {
  const what = `${some(problems)}.`;
  return gate === null
    ? `What was planned is not all there any more: ${what}`
    : `What waits for approval cannot be approved as it is: ${what}`;
}

/** What to do about it. */
export function incompleteFix({ gate }: HaltOf<'incomplete'>): readonly string[] {
  const task = 'A task that is not wanted, or done already: put it back with its box ticked.';
  if (gate === null) return ['Put the tasks back into the list, under the same ids.', task];
  return [
    gate === 'plans' ? 'Put the tasks back into the list, under the same ids.' : 'Set that right; an edit is fine.',
    ...(gate === 'plans' ? [task] : []),
    'Or refuse it: `millstone --reject "why"` sends it back to its author, `millstone --reject` gives it up.',
  ];
}

/** What a stage makes, in a sentence. */
const MADE: Readonly<Record<Unapproved['name'], string>> = {
  analyze: 'the list of opportunities',
  design: 'the design',
  plan: 'the plan',
};

/** That somebody's work was not approved, in a sentence. */
export function unapprovedSays({ cycles, verdict, stage }: HaltOf<'not-approved'>): string {
  const within = plural(cycles, 'cycle');
  if (stage === undefined) return `The reviewer did not approve within ${within}.`;
  if (!stage.unasked) return `The reviewer did not approve ${MADE[stage.name]} within ${within}.`;
  const problems = verdict.approved ? [] : verdict.findings.map(({ problem }) => problem);
  return `After ${within} ${MADE[stage.name]} was not fit for a review: ${some(problems)}.`;
}

/** What to do about it. */
export function unapprovedFix({ stage }: HaltOf<'not-approved'>): readonly string[] {
  const more = 'allow more --max-cycles';
  if (stage === undefined) return [LOOK, `Make the task clearer or smaller, add acceptance criteria, or ${more}.`];
  switch (stage.name) {
    case 'analyze':
      return [`Look at ${stage.file}, which is as its author left it.`, `Say more in goals.md, or ${more}.`];
    case 'design':
      return [
        `Look at ${stage.file}, which is as its author left it; what you change there counts.`,
        `Decide what is open, say more of the goal, or ${more}.`,
      ];
    case 'plan':
      return [
        `Tasks that were added to ${stage.file} are taken out again; they come back when the run goes on.`,
        `Make the design clearer or smaller, or ${more}.`,
      ];
    default:
      return stage.name satisfies never;
  }
}

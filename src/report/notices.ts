import type { Notice } from '../domain/notice.js';
import { configWord } from '../domain/role.js';
import type { Waivable } from '../domain/waiver.js';
import { firstOf, plural } from './figures.js';
import { baseMoved, submodulesLanded } from './landing-notices.js';
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
    case 'unknown-language': {
      const meant = notice.nearest === null ? '' : ` Did you mean "${notice.nearest}"?`;
      return warn(
        `${at(notice)}: no checks are known for the language "${notice.language}"; only the commands that are written in the file are run.${meant}`,
      );
    }
    case 'retired-key': {
      const instead = notice.instead === null ? '' : ` Use ${notice.instead}.`;
      return note(`${at(notice)}: the key ${notice.key} has no effect any more.${instead}`);
    }
    case 'key-without-effect': {
      const keys = notice.keys.map(({ key, line }) => (line === null ? key : `${key} (line ${line})`));
      return warn(
        `${notice.file}: without effect, since this version has no ${notice.feature} yet: ${keys.join(', ')}`,
      );
    }
    case 'unknown-template':
      return warn(`${notice.file} is not the name of a prompt template; it is not used.`);
    case 'unknown-placeholder':
      return warn(`${notice.file}: nothing fills {{${notice.placeholder}}}; it is sent as it stands.`);
    case 'legacy-placeholder':
      return note(`${notice.file}: {{${notice.placeholder}}} is an old name for the tasklist's path; it still works.`);
    case 'context-file-missing':
      return warn(
        `The task's context file ${notice.file} cannot be read in this repository; the author goes without it.`,
      );
    case 'task-unlisted':
      return warn(`"${oneLine(notice.title)}" is not in ${notice.file} any more, so that it cannot be ticked there.`);
    case 'context-lost':
      return warn(`Later tasks of the group ${oneLine(notice.group)} do not learn of this one: ${oneLine(notice.why)}`);
    case 'sessions-kept':
      return note(`Going on with the conversation of: ${notice.roles.map(configWord).join(', ')}.`);
    case 'sessions-too-old':
      return note(`Conversations older than a day were forgotten: ${notice.roles.map(configWord).join(', ')}.`);
    case 'no-session':
      return warn('There is no conversation to go on with; the agents begin new ones.');
    case 'sanity-off':
      return note("The sanity check of the author's work is switched off (sanity = false).");
    case 'stand-in-idle':
      return warn(standInIdle(notice));
    case 'verify-off':
      return note("The project's checks are not run before a review (verify = false).");
    case 'no-project-checks':
      return note(
        'No check commands of this project are known: reviews go without, unless a task brings some. Name them in .millstone/project.toml.',
      );
    case 'artifacts-uncommitted':
      return warn(`A hook refused to commit ${firstOf(notice.files.map(oneLine), NAMED)}: ${oneLine(notice.why)}`);
    case 'design-taken':
      return note(`The design ${oneLine(notice.file)} is there and approved; it is taken as it is.`);
    case 'not-approvable':
      return warn(oneLine(notice.why));
    case 'stage-says':
      return note(`[${notice.stage}] ${oneLine(notice.text)}`);
    case 'not-edited':
      return warn(`Nothing could be edited: ${oneLine(notice.why)}`);
    case 'no-open-goal': {
      const none = 'has no goals: a goal is a line "- [ ] what is to be reached"';
      return note(`${notice.file} ${notice.goals === 0 ? none : 'has no open goal left'}.`);
    }
    case 'design-not-needed':
      return note(
        `No design: ${oneLine(notice.title)} (${notice.opportunity}) says that it needs none; it is planned as it is.`,
      );
    case 'design-unreviewed':
      return warn(`The design ${oneLine(notice.design)} is unreviewed (draft); it is planned all the same.`);
    case 'status-not-set':
      return warn(
        `The design ${oneLine(notice.design)} is ${notice.status}, but could not be marked so: ${oneLine(notice.why)}`,
      );
    case 'plan-breaks-rules':
      return warn(`Approved, though not by the rules for tasks: ${firstOf(notice.violations.map(oneLine), NAMED)}`);
    case 'issues-missing':
      return warn(`Issues file not found: ${oneLine(notice.file)}; the analysis goes without it.`);
    case 'stop-file-filed':
      return note(`STOP.md of an earlier run was filed away in ${notice.file}.`);
    case 'detached-head':
      return warn(
        'HEAD is detached: the commit will be on no branch. It is kept under refs/millstone/parked/ as well.',
      );
    case 'continued':
      return note(continued(notice));
    case 'taken-up':
      return note(`It is the run ${notice.run}, which takes further tasks as well; --continue --abort gives it up.`);
    case 'ticked-meanwhile':
      return note(
        `"${oneLine(notice.title)}" (${notice.task}) is ticked in ${notice.file}: it is done, and what this run had of it is kept.`,
      );
    case 'goal-ticked-meanwhile':
      return note(
        `"${oneLine(notice.goal)}" was ticked in ${notice.file} meanwhile: nothing more is done for it, and what was written for it stays.`,
      );
    case 'unknown-dependency':
      return warn(
        `${notice.task} depends on "${oneLine(notice.name)}", which is no task of ${notice.file}: it does not wait for it.`,
      );
    case 'landing-stopped':
      return warn(
        `Nothing lands any more: ${sentence(oneLine(notice.says))} ${plural(notice.running, 'task')} at work will be brought to an end, and land when the run goes on; Ctrl-C ends them now.`,
      );
    case 'found-changed':
      return note(foundChanged(notice));
    case 'found-commits':
      return (notice.unclear.length === 0 ? note : warn)(foundCommits(notice));
    case 'check-put-back':
      return warn(checkPutBack(notice));
    case 'unfinished-run':
      return warn(unfinishedRun(notice));
    case 'finished-by-hand':
      return note('What was in the working tree has been committed by hand meanwhile, which finishes the task.');
    case 'nothing-to-continue':
      return notice.instead
        ? note('There is no unfinished run to continue here; the tasklist is begun with.')
        : line('result', 'There is no unfinished run to continue here; start one with --task "...".');
    case 'aborted': {
      const kept = notice.parked === null ? '' : ` A copy is kept in ${notice.parked}.`;
      const task = notice.title === null ? '' : ` ("${oneLine(notice.title)}")`;
      const journal = notice.journal === null ? '' : ` Its journal cannot be read, and is kept in ${notice.journal}.`;
      const words = `Gave up the run ${notice.run}${task}. The files stay as they are.${kept}${journal}${worktreesGone(notice)}`;
      return line('result', words);
    }
    case 'blind-eval':
      return warn(
        `The evaluation (${oneLine(notice.mode)}) can see nothing get worse: before the task no check passed and no test was counted. ${oneLine(notice.command)}: ${oneLine(notice.says)}.`,
      );
    case 'no-eval-before':
      return warn(
        `How things were before the task was not evaluated (${oneLine(notice.mode)}): every failure counts as new.`,
      );
    case 'hooks-skipped':
      return warn("The author's commit left out the repository's hooks; it is taken back and made anew with them.");
    case 'models-chosen':
      return note(`Models by rules, for a ${notice.complexity} task: ${models(notice.models)}.`);
    case 'nothing-to-compact':
      return line('result', `There is nothing to compact: no task of ${notice.file} is done.`);
    case 'submodules-empty':
      return warn(
        `Not checked out here, so empty for tasks as well: ${firstOf(notice.paths.map(oneLine), NAMED)} (git submodule update --init).`,
      );
    case 'submodules-landed':
      return warn(submodulesLanded(notice));
    case 'judges-itself': {
      const { agent, roles } = notice;
      const who = agent.model === null ? agent.cli : `${agent.cli} (${agent.model})`;
      return warn(
        `${who} judges what it wrote itself (${roles.map(configWord).join(', ')} and reviewer): another agent or model sees more. --cli-reviewer or model_reviewer names one.`,
      );
    }
    case 'conflicts-left':
      return warn(`Conflict markers are left in ${firstOf(notice.files.map(oneLine), NAMED)}: back to its author.`);
    case 'base-moved':
      return warn(baseMoved(notice));
    case 'demo-agent':
      return note('This is the demo agent: a script that shows the loop. No model is asked, and no real work is done.');
    case 'state-damaged':
      return warn(
        `${notice.file} was damaged, or is of a later version. It is written anew from the journal, and what stood there is kept in ${notice.kept}.`,
      );
    case 'evals-damaged':
      return warn(
        `Left out, since they cannot be read: ${notice.files.map((file) => `.millstone/evals/${file}`).join(', ')}.`,
      );
    case 'record-not-kept':
      return warn(`A record could not be written (${notice.file}): ${notice.why}`);
    case 'broken-sink':
      return warn(`The ${notice.sink} output broke off: ${notice.why}`);
    default:
      return notice satisfies never;
  }
}

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

const CHANGED: Readonly<Record<Of<'continued'>['changed'], string>> = {
  nothing: '',
  files: ' Files were changed meanwhile: that counts as part of the change, which is checked and reviewed again.',
  commits: ' Commits were made meanwhile, of the files as they were.',
};

function standInIdle({ role, cli, plays }: Of<'stand-in-idle'>): string {
  const why =
    plays === role
      ? `it is the ${configWord(role)}'s own agent`
      : `it is the agent of the ${configWord(plays)}, and nobody may judge its own work`;
  return `${cli} will never step in for the ${configWord(role)}: ${why}. Name another one with --fallback or in [fallback].`;
}

function continued({ halted, fresh, changed, waived, moreCycles }: Of<'continued'>): string {
  const before =
    halted === null
      ? 'An interrupted run goes on.'
      : `A halted run goes on. It had stopped: ${sentence(oneLine(halted))}`;
  const consents = [
    ...(waived === null ? [] : [WAIVED[waived]]),
    ...(moreCycles === 0 ? [] : [`${plural(moreCycles, 'further cycle')} may follow.`]),
  ].map((text) => ` ${text}`);
  return `${before}${fresh ? ' It begins anew, since nothing of its change is there.' : CHANGED[changed]}${consents.join('')}`;
}

function foundChanged({ unclear, later }: Of<'found-changed'>): string {
  return [
    ...(later.length === 0 ? [] : [`Changed while the run stood still: ${someOf(later)}.`]),
    ...(unclear.length === 0
      ? []
      : [`Changed by what was interrupted, or since by somebody else: ${someOf(unclear)}.`]),
    'All of it becomes part of the task; what is not meant to can be taken out now (Ctrl-C, then --continue).',
  ].join(' ');
}

function foundCommits({ theirs, unclear }: Of<'found-commits'>): string {
  const list = (commits: typeof theirs): string =>
    someOf(commits.map(({ id, subject }) => `${id.slice(0, 12)} "${subject}"`));
  return [
    ...(theirs.length === 0 ? [] : [`Commits of somebody else came in while the run stood still: ${list(theirs)}.`]),
    ...(unclear.length === 0
      ? []
      : [
          `Committed as the run was killed, or since, by its author or by somebody else: ${list(unclear)}. That stays; --undo will not take it back.`,
        ]),
  ].join(' ');
}

function worktreesGone({ worktrees }: Of<'aborted'>): string {
  if (worktrees === undefined) return '';
  const { removed, kept } = worktrees;
  const gone = removed.length === 0 ? '' : ` Removed: ${removed.join(', ')}.`;
  return kept.length === 0 ? gone : `${gone} What did not land is kept: ${kept.join(', ')}.`;
}

function unfinishedRun({ run, title, after }: Of<'unfinished-run'>): string {
  const it = `"${oneLine(title)}", ${run}`;
  return after === 'this'
    ? `An earlier run (${it}) is unfinished. \`millstone --continue\` goes on with it later, \`millstone --continue --abort\` gives it up.`
    : `This is the newest unfinished run; the one before it (${it}) waits for a further \`millstone --continue\`.`;
}

function checkPutBack({ files, parked, kept }: Of<'check-put-back'>): string {
  const words = `An interrupted check had written ${someOf(files)}; that was put back (kept in ${parked}, should some of it be yours: millstone --recover).`;
  return kept.length === 0 ? words : `${words} Changed later, and left as it is: ${someOf(kept)}.`;
}

const someOf = (files: readonly string[]): string =>
  `${files.slice(0, NAMED).map(oneLine).join(', ')}${files.length > NAMED ? ` and ${files.length - NAMED} more` : ''}`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const check = (rule: string): string => `The check of ${rule} is waived for exactly this change.`;
const WAIVED: Readonly<Record<Waivable, string>> = {
  loc: check('changed lines'),
  files: check('changed files'),
  sensitive: check('sensitive files'),
  secret: check('secrets'),
  dangerous: check('dangerous lines'),
  protected: check('protected paths'),
  'tasklist-edit': check('tasklist edits'),
  'tasklist-scope': check('removed tasks'),
  sanity: 'The sanity check is waived for exactly this change.',
  circles: 'The same change is judged once more.',
  'eval-gate': 'What its evaluation found is accepted for exactly this change.',
  regression: 'What the evaluation after its commit found is accepted for exactly these files.',
};

const note = (text: string): Line => line('progress', text, 'dim');
const warn = (text: string): Line => line('progress', `WARN: ${text}`, 'warn');
const at = ({ file, line }: { readonly file: string; readonly line: number | null }): string =>
  line === null ? file : `${file}:${line}`;

/** One model for all, or that of each role in the configuration's words. */
function models(chosen: Extract<Notice, { kind: 'models-chosen' }>['models']): string {
  const named = (model: string | null): string => (model === null ? "the agent's own choice" : oneLine(model));
  const all = [...new Set(chosen.map(({ model }) => model))];
  if (all.length === 1) return named(all[0] ?? null);
  return chosen.map(({ role, model }) => `${configWord(role)} ${named(model)}`).join(', ');
}

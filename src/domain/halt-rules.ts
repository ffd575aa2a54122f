import { failureFix, failureSays } from './agent-failure-rules.js';
import { budgetSays, moreBudget } from './budget.js';
import { checkRule } from './check-rules.js';
import { EVAL_HALTS } from './eval-halts.js';
import type { Halt, HaltOf } from './halt.js';
import type { HaltRule } from './halt-rule.js';
import {
  COMMIT_SAYS,
  firstWords,
  gitFix,
  incompleteFix,
  incompleteSays,
  isLine,
  KEPT,
  LOOK,
  movedFix,
  movedSays,
  named,
  parkedIn,
  ROLE_NAMES,
  systemFix,
  unapprovedFix,
  unapprovedSays,
} from './halt-words.js';
import { NOT_LANDED_RULE } from './not-landed-rule.js';
import type { Outcome } from './outcome.js';
import { OWN_STAGE_RULE } from './own-stage-rule.js';

type Rules = { readonly [R in Halt['reason']]: HaltRule<HaltOf<R>> };

/** The one table for exit codes, recorded outcomes and sentences; a new reason does not compile without its row. */
export const HALT_RULES: Rules = {
  preflight: {
    exit: 1,
    family: 20,
    resumable: false,
    outcome: () => 'preflight',
    say: (h) => h.problems.map((problem) => problem.what).join('; '),
    next: (h) => h.problems.flatMap((problem) => problem.fix ?? []),
  },
  locked: {
    exit: 1,
    family: 21,
    resumable: false,
    outcome: () => 'preflight',
    say: (h) => `Another run works on this repository: process ${h.pid} on ${h.host} (run ${h.run}).`,
    next: (h) => ['Wait until it is done, or end it.', `If there is no such process any more, remove ${h.file}.`],
  },
  moved: {
    exit: 1,
    family: 20,
    resumable: true,
    outcome: (h) => (h.what === 'during-check' ? 'interrupted' : 'preflight'),
    say: movedSays,
    next: movedFix,
  },
  tasklist: {
    exit: 1,
    family: 29,
    resumable: true,
    outcome: () => 'artifacts_error',
    say: (h) => (h.why === null ? `The tasklist ${h.file} is gone.` : `The tasklist cannot be used: ${h.why}`),
    next: (h) => [h.why === null ? `Put ${h.file} back.` : `Set right what is wrong with ${h.file}.`],
  },
  artifacts: {
    exit: 1,
    family: 29,
    resumable: true,
    outcome: () => 'artifacts_error',
    say: (h) => `${h.file} cannot be used: ${h.why}`,
    next: (h) => [`Set right what is wrong with ${h.file}.`],
  },
  incomplete: {
    exit: 1,
    family: 29,
    resumable: true,
    outcome: () => 'artifacts_error',
    say: incompleteSays,
    next: incompleteFix,
  },
  'not-compacted': {
    exit: 1,
    family: 29,
    resumable: true,
    outcome: () => 'artifacts_error',
    say: (h) => `${h.file} was not compacted and is as it was: ${h.why}`,
    next: () => ['Nothing else is lost: a run works through a long list as well.'],
  },
  'stop-file': {
    exit: 1,
    family: 23,
    resumable: false,
    outcome: () => 'preflight',
    say: (h) => {
      const why = firstWords(h.says.replace(/^#.*(?:\n+|$)/, ''));
      return why === ''
        ? `An earlier run was stopped: ${h.file} is still there.`
        : `An earlier run was stopped, and ${h.file} still says why: ${why}`;
    },
    next: (h) => [`Read ${h.file}; then start with --clear-stop, which files it away.`],
  },
  declined: {
    exit: 1,
    family: 28,
    resumable: true,
    outcome: () => 'declined',
    say: (h) =>
      h.unattended
        ? `This task is marked as ${h.risk} risk, and nobody was there to say yes. Nothing was done.`
        : `This task is marked as ${h.risk} risk, and was declined. Nothing was done.`,
    next: () => ['Start it on a terminal and answer the question, or with --yes-high-risk.'],
  },
  check: {
    exit: 1,
    family: 22,
    resumable: true,
    outcome: (h) => checkRule(h.hit).outcome,
    say: (h) => checkRule(h.hit).say(h.hit),
    next: (h) => [LOOK, checkRule(h.hit).next(h.hit)],
  },
  submodule: {
    exit: 1,
    family: 22,
    resumable: true,
    outcome: () => 'blocked',
    say: (h) =>
      `The author changed files inside a submodule, which only a commit in that repository can hold: ${named(h.files)}.`,
    next: () => [
      'Commit them there yourself, or take them back (git -C <submodule> stash -u keeps a copy).',
      'Then go on: the new commit of the submodule becomes part of the change, and is reviewed with it.',
    ],
  },
  sanity: {
    exit: 1,
    family: 23,
    resumable: true,
    outcome: (h) => (h.of === 'build' ? 'sanity_halt_impl' : 'sanity_halt_review'),
    say: (h) => `The sanity check of the ${h.of === 'build' ? "author's work" : 'review'} said stop: ${h.why}`,
    next: (h) => [LOOK, `Read ${h.file}; a start refuses while it is there, --clear-stop files it away.`],
  },
  'own-stage': OWN_STAGE_RULE,
  'not-approved': {
    exit: 1,
    family: 24,
    resumable: true,
    outcome: () => 'max_cycles',
    say: unapprovedSays,
    next: unapprovedFix,
  },
  'going-in-circles': {
    exit: 1,
    family: 24,
    resumable: true,
    outcome: () => 'loop_detected',
    say: (h) =>
      h.same === 'change'
        ? `Cycle ${h.cycles} brought exactly the change that was refused before: the loop is going in circles.`
        : `Cycle ${h.cycles} brought the same findings about the same change: the loop is going in circles.`,
    next: () => [LOOK, 'Make the task clearer, or decide the point that author and reviewer disagree about.'],
  },
  budget: {
    exit: 1,
    family: 28,
    resumable: true,
    outcome: () => 'budget',
    say: budgetSays,
    next: (h) => [moreBudget(h), KEPT],
  },
  'agent-failed': {
    exit: 1,
    family: 25,
    resumable: true,
    outcome: (h) => (h.role === 'reviewer' ? 'reviewer_error' : 'agent_error'),
    say: (h) => `The ${ROLE_NAMES[h.role]} could not be heard: ${failureSays(h.failure)}`,
    next: (h) => [...[failureFix(h.failure)].filter((fix) => fix !== null), KEPT],
  },
  'unreadable-reply': {
    exit: 1,
    family: 25,
    resumable: true,
    outcome: () => 'unreadable_reply',
    say: (h) => `The ${ROLE_NAMES[h.role]} (${h.cli}) gave no readable ${h.wanted}: ${h.problem}.`,
    next: () => ['An answer that cannot be read never counts as approval. Look at its words in the log.', KEPT],
  },
  'tree-touched': {
    exit: 1,
    family: 25,
    resumable: true,
    outcome: (h) => (h.role === 'reviewer' ? 'reviewer_error' : 'agent_error'),
    say: (h) =>
      `The ${ROLE_NAMES[h.role]} may only read, but changed ${h.files.length === 0 ? 'the branch or its commits' : named(h.files)}; that was undone.`,
    next: (h) => [
      `The edits are kept in ${h.parked}; were they yours, millstone --recover brings them back.`,
      'Use an agent for this role that keeps to reading.',
    ],
  },
  history: {
    exit: 1,
    family: 25,
    resumable: true,
    outcome: () => 'agent_error',
    say: (h) => {
      const told = {
        'branch-switched': `switched from ${h.expected} to ${h.found}`,
        detached: `left the branch ${h.expected}`,
        rewritten: `rewrote the history: ${h.expected.slice(0, 12)} is no longer part of it`,
      };
      return `The ${ROLE_NAMES[h.role]} ${told[h.what]}.${parkedIn(h.parked)}`;
    },
    next: (h) => {
      if (h.what === 'rewritten') {
        return [
          `Compare, and go back if you want to: git log ${h.parked}, git reset ${h.expected.slice(0, 12)}.`,
          'millstone --recover lists all that is kept, changes of yours that were not committed among it.',
        ];
      }
      // No branch has a space in its name: the task began on no branch.
      const back = h.expected.includes(' ') ? `--detach ${h.parked}` : h.expected;
      return [`Look at what it did there, then go back: git switch ${back}.`];
    },
  },
  tampered: {
    exit: 1,
    family: 25,
    resumable: true,
    outcome: () => 'agent_error',
    say: (h) =>
      `The ${ROLE_NAMES[h.role]} changed what steers this run: ${named(h.files)}. That was undone, and the run stopped.`,
    next: () => [
      'Settings, git configuration and hooks are yours to change, not those of an agent.',
      'What was there is kept beside the log, in the folder tampered.',
      LOOK,
    ],
  },
  commit: {
    exit: 1,
    family: 27,
    resumable: true,
    outcome: (h) => (h.why === 'tick-refused' ? 'tasklist_commit_failed' : 'commit_failed'),
    say: (h) => `${COMMIT_SAYS[h.why]}${h.detail === '' ? '' : ` ${firstWords(h.detail)}`}`,
    next: (h) => {
      const fix = h.why === 'git' ? systemFix(h.detail) : null;
      if (fix !== null) return [fix, KEPT];
      return ['The approved change is in the working tree; set right what is wrong and commit it.'];
    },
  },
  ...EVAL_HALTS,
  git: {
    exit: 1,
    family: 29,
    resumable: true,
    outcome: () => 'artifacts_error',
    say: (h) => `git failed (${h.doing}): ${firstWords(h.says)}`,
    next: (h) => [gitFix(h.says), KEPT],
  },
  state: {
    exit: 1,
    family: 30,
    resumable: true,
    outcome: () => 'artifacts_error',
    say: (h) => `The state of the run cannot be ${isLine(h.file) ? 'read' : 'kept'}: ${h.file}: ${h.why}`,
    next: (h) => [
      isLine(h.file)
        ? 'Nothing was touched. Put that line back as it was, or use the millstone that wrote it.'
        : 'Make room, or give millstone the right to write there.',
      KEPT,
    ],
  },
  'not-landed': NOT_LANDED_RULE,
  cancelled: {
    exit: 'signal',
    family: 1,
    resumable: true,
    outcome: () => 'interrupted',
    say: (h) => `Stopped by ${h.signal}.`,
    next: () => [KEPT, LOOK],
  },
};

/** What a halt means. */
export const ruleOf = (halt: Halt): HaltRule<Halt> => HALT_RULES[halt.reason] as HaltRule<Halt>;

/** The code under which a halted task is recorded. */
export const outcomeOf = (halt: Halt): Outcome => ruleOf(halt).outcome(halt);

/** What happened, in one sentence. */
export const haltSays = (halt: Halt): string => ruleOf(halt).say(halt);

/** What a person can do now. */
export const haltNext = (halt: Halt): readonly string[] => ruleOf(halt).next(halt);

/** Whether a halted run can be taken up with `--continue`. */
export const isResumable = (halt: Halt): boolean => ruleOf(halt).resumable;

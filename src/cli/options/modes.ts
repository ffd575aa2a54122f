import { THROUGH } from '../../domain/through.js';
import { OPERATOR_PROMPTS } from '../request.js';
import { choice, flag, only, setting, value } from './flag.js';
import { someText, taskText, whole } from './values.js';

/** What to do: one of these at a time. What belongs to each stands in `cli/modes.ts`. */
export const MODE_FLAGS = {
  task: value('--task <text>', 'do this one task', taskText),
  continue: flag('--continue', 'go on with the run that halted, was stopped or died'),
  abort: only(
    ['continue'],
    'it gives up the unfinished run',
    flag('--abort', 'with --continue: give that run up; files stay, a copy is kept'),
  ),
  init: flag('--init', 'set up this repository: find its checks, try them, write the first settings'),
  yes: only(['init'], 'nothing else asks so', flag('--yes', 'with --init: no questions')),
  force: only(
    ['init', 'migrate-tasklist'],
    'nothing else is written over',
    flag('--force', 'with --init or --migrate-tasklist: write over what is there and keep a copy of it'),
  ),
  stop: flag('--stop', 'let the run of this repository stop once its running task is done'),
  watch: flag('--watch', 'follow the run of this repository, also one that has yet to begin; Ctrl-C ends only that'),
  status: flag('--status', 'the run at work or unfinished, and what lies ahead: tasks, order, time that may be left'),
  analyzeTasklist: flag('--analyze-tasklist', 'the same'),
  eval: flag('--eval', 'run the checks of the project, score, keep and show the result'),
  cov: only(['eval'], 'it is about the tests of an evaluation', flag('--cov', 'with --eval: measure coverage as well')),
  evalCompare: flag('--eval-compare', 'compare the newest evaluation with the one before it'),
  report: value<string | true>(
    '--report [run]',
    'write a page to look at about a run, the newest or this one',
    someText,
  ),
  evalSummary: flag('--eval-summary', 'what tasks cost and brought, and how evaluations went over time'),
  metricsReport: flag('--metrics-report', 'how reviews went, and what tasks cost: by role, agent and model'),
  research: only(
    ['task', 'worklist'],
    'it asks for reports on tasks instead of their work',
    setting(flag('--research', 'look into the task, or those of the tasklist: a report each, nothing changed')),
  ),
  compact: setting(flag('--compact', 'shorten the tasklist now: what is done becomes a few sentences')),
  splitTask: value('--split-task <task>', 'have it proposed how to split a task: its number or id', someText),
  analyze: flag('--analyze', 'look over the code base and list what would make it better'),
  issues: only(
    ['analyze'],
    'it is for the analysis',
    value('--issues <path>', 'with --analyze: a file of issues that are known already', someText),
  ),
  design: value('--design <what>', 'write a design: for a goal in words, or for an opportunity by its id', someText),
  plan: value('--plan <design>', 'cut a design into tasks of the tasklist: its id or its file', someText),
  deliver: value('--deliver <goal>', 'design, plan and do a goal in words, without a stop for a person', someText),
  cycle: flag('--cycle', 'pending tasks, then the goals of the roadmap one by one, else what an analysis finds'),
  roadmap: only(
    ['cycle', 'continue'],
    'it is where a cycle finds its goals',
    setting(
      value('--roadmap <path>', 'with --cycle: a file of goals, and nothing but these', someText, { key: 'roadmap' }),
    ),
  ),
  maxPasses: only(
    ['cycle', 'continue'],
    'it bounds a cycle',
    setting(
      value('--max-passes <n>', 'with --cycle: the pending tasks, a goal or an analysis are a pass each', whole(1)),
    ),
  ),
  through: only(
    ['analyze', 'design', 'plan'],
    'it says how far these go on',
    choice('--through <stage>', 'with --analyze, --design or --plan: go on up to this stage', THROUGH),
  ),
  complete: only(
    ['analyze', 'design', 'plan'],
    'it says how far these go on',
    flag('--complete', 'the same as --through execute'),
  ),
  noApprove: only(
    ['analyze', 'design', 'plan', 'deliver', 'cycle', 'continue'],
    'nothing else stops for a person',
    setting(flag('--no-approve', 'ask nobody before a chain of stages goes on')),
  ),
  reject: value<string | true>(
    '--reject [why]',
    'refuse what waits for approval; with a reason it goes back to its author',
    someText,
  ),
  reviewDesign: value('--review-design <design>', 'have a design judged: its id or its file', someText),
  migrateTasklist: value(
    '--migrate-tasklist <path>',
    'make a tasklist of notes in any form; they stay as they are',
    someText,
  ),
  dryRun: flag('--dry-run', 'show what would be done, with the prompts; touch nothing and ask no agent'),
  doctor: flag('--doctor', 'look at everything that a run needs, and say what to set right'),
  probe: only(['doctor'], 'it asks the agents', flag('--probe', 'with --doctor: one small real call to every agent')),
  showConfig: flag('--show-config', 'show every setting in effect, and where it comes from'),
  completion: choice('--completion <shell>', 'print the completion of your shell', ['bash', 'zsh', 'fish']),
  printOperatorPrompt: choice(
    '--print-operator-prompt <which>',
    'print what a coding agent needs to drive millstone: to work through tasks, or to design and plan',
    OPERATOR_PROMPTS,
  ),
  recover: value<string | true>(
    '--recover [run]',
    'list what was kept before it was undone, or bring one of it back: its number, ref or run',
    someText,
  ),
  clearSessions: flag('--clear-sessions', 'forget the conversations of the agents'),
  undo: flag('--undo', 'take back the commits and ticks of the last run; refused when others built on them'),
  reviewDiff: value<string | true>(
    '--review-diff [what]',
    'have a diff judged: a file, a commit, a range, or what is not committed',
    someText,
  ),
};

import type { AgentFailure } from '../domain/agent.js';
import { failureSays } from '../domain/agent-failure-rules.js';
import type { FileChange } from '../domain/change.js';
import { checkRule } from '../domain/check-rules.js';
import type { RunEvent } from '../domain/event.js';
import { agentWords } from './agent-words.js';
import { chainLines } from './chain-lines.js';
import { closing } from './closing.js';
import { evaluating } from './evaluating.js';
import { firstOf, plural } from './figures.js';
import { findingLines, severities } from './findings.js';
import { header } from './header.js';
import { type Line, line } from './line.js';
import { noticeLine } from './notices.js';
import { parallelLines } from './parallel-lines.js';
import { oneLine } from './plain-text.js';
import { projectChecked } from './project-checks.js';
import { signalsSay } from './signals.js';
import { stageEnded, stageStarted } from './stages.js';
import { type StepRow, stepRow, UNDER, wordsUnder } from './step-row.js';
import { diffVerdict } from './tables/diff-verdict.js';
import type { View } from './view.js';
import { untilWords, waiting } from './waits.js';
import { weakenedSays } from './weakened.js';

/** Files that a step names. */
const NAMED = 5;

/**
 * The lines a person gets for an event, given what came before it. All wording of a run's progress is here and in the
 * files this one names; tokens that scripts look for are those of cli.md 10.3 (decision S17).
 */
export function linesFor(event: RunEvent, view: View): readonly Line[] {
  const row = (step: StepRow): Line => stepRow(view, step);
  const warning = (who: string, words: string): Line => row({ who, words, tone: 'warn' });
  switch (event.type) {
    case 'run-started':
      return header(event);
    case 'noticed':
      return view.repeated ? [] : [noticeLine(event.notice)];
    case 'task-started': {
      const { title, risk, group } = event.task;
      const about = [
        ...(risk === null ? [] : [`risk: ${risk}`]),
        ...(group === null ? [] : [`group: ${oneLine(group)}`]),
      ];
      const marked = about.length === 0 ? '' : ` [${about.join(', ')}]`;
      return [line('progress', `[Task ${view.place}] Starting: "${oneLine(title)}"${marked}`, 'strong')];
    }
    case 'agent-progress':
      return view.doingNow === null ? [] : wordsUnder(oneLine(view.doingNow), 'detail', 'dim', '· ');
    case 'agent-answered':
      return agentWords(event, view);
    case 'agent-failed': {
      const words = failed(event.failure);
      return [row({ who: event.role, cli: view.agentOf(event.call), ms: event.ms, words, tone: 'warn' })];
    }
    case 'asked-again':
      return [warning(event.role, `asked again: ${oneLine(event.why)}`)];
    case 'wait-began':
      return [warning(event.role, waiting(event))];
    case 'wait-ended':
      return event.early ? [warning(event.role, 'is asked again now, as you wanted')] : [];
    case 'stood-in':
      return [warning(event.role, `${oneLine(event.by)} steps in for ${oneLine(event.cli)}${untilWords(event.until)}`)];
    case 'observed':
      return [row({ who: 'author', ...view.author, words: changed(event.files) })];
    case 'nothing-changed': {
      const words = 'answered, but changed nothing; asked once more';
      return [line('progress', 'WARN: No changes detected', 'warn'), row({ who: 'author', ...view.author, words })];
    }
    case 'author-committed': {
      const [from, to] = [event.from?.slice(0, 12) ?? 'no commit', event.to.slice(0, 12)];
      return [line('progress', `Builder committed changes directly: ${from} -> ${to}`, 'warn')];
    }
    case 'check-warned':
      // Only mentioned, so it must not read as if it had stopped anything.
      return [
        line(
          'progress',
          checkRule(event.hit)
            .say(event.hit)
            .replace(/^(?:BLOCKED|Halted): /, 'WARN: '),
          'warn',
        ),
      ];
    case 'checked':
      return [
        row({
          who: 'checks',
          words: `${event.lines > event.limit ? 'waived' : 'passed'}; ${event.lines} of ${plural(event.limit, 'line')}`,
        }),
      ];
    case 'signals-collected':
      return [row({ who: 'signals', words: signalsSay(event.signals) })];
    case 'tests-weakened':
      return [warning('checks', weakenedSays(event.signs))];
    case 'project-checked':
      return projectChecked(event, row);
    case 'evaluated':
    case 'eval-judged':
    case 'rolled-back':
      return evaluating(event, row);
    case 'sanity-judged': {
      const { halt } = event.verdict;
      const words = halt ? 'says stop' : event.of === 'build' ? 'worth a review' : 'the review can be used';
      return [row({ who: 'sanity', ...view.sanity, words, tone: halt ? 'bad' : 'plain' })];
    }
    case 'reviewed':
      return reviewed(event, row);
    case 'stage-started':
      return stageStarted(event);
    case 'chain-emptied':
    case 'picked':
    case 'gate-reached':
    case 'gate-decided':
    case 'gate-refused':
    case 'triaged':
    case 'goal-ended':
      return chainLines(event);
    case 'artifact-written':
      return [
        row({ who: event.role, cli: event.cli, words: `wrote to ${event.file}` }),
        ...(event.undone.length === 0
          ? []
          : [warning(event.role, `also changed ${names(event.undone)}, which was undone`)]),
      ];
    case 'stage-ended':
      return stageEnded(event);
    case 'question-asked':
      return [line('detail', `${QUESTIONS[event.asks]} ${oneLine(event.about)}`, 'strong')];
    case 'diff-judged':
      return diffVerdict(event.verdict, event.diff, event.cli);
    case 'split-proposed':
      return [line('detail', `${plural(event.subtasks, 'task')} proposed in its place`)];
    case 'commit-reminded':
      return [warning('commit', 'not everything was committed; reminded once')];
    case 'commit-refused':
      return [warning('commit', 'refused by a hook of the repository:'), ...wordsUnder(event.says)];
    case 'commit-redone':
      return [warning('commit', `what was not approved was taken back ${kept(event.parked)}`)];
    case 'hook-changed':
      return [
        warning('commit', `a hook of the repository changed ${names(event.files)} after the review; only checked`),
      ];
    case 'committed': {
      // Only the last one can be millstone's; those before it are the author's early ones.
      const byTool = (i: number): boolean => event.by === 'tool' && i === event.commits.length - 1;
      return event.commits.map(({ id, subject }, i) =>
        row({
          who: 'commit',
          cli: byTool(i) ? 'millstone' : view.author.cli,
          words: `${id.slice(0, 12)} ${oneLine(subject)}`,
          tone: 'good',
        }),
      );
    }
    case 'restored': {
      const what = event.files.length === 0 ? 'moved branch or commits' : `changed ${names(event.files)}`;
      return [warning(event.role, `${what}; that was undone ${kept(event.parked)}`)];
    }
    case 'stop-asked':
      return [
        line(
          'progress',
          `Stopping after ${event.signal}: the agents are being ended; once more leaves at once.`,
          'warn',
        ),
      ];
    case 'halted':
    case 'task-ended':
    case 'run-ended':
    case 'run-refused':
      return closing(event, view);
    case 'tasklist-restored': {
      const what = event.what === 'boxes' ? 'ticks of other tasks were undone' : 'tasks that were removed are back';
      return [warning('author', `${what}: ${names(event.titles)} (${event.file})`)];
    }
    case 'compaction-started':
      return [
        line(
          'progress',
          `Compacting ${event.file}: ${plural(event.done, 'task')} done, ${event.pending} pending`,
          'strong',
        ),
      ];
    case 'compaction-ended':
      return [
        event.why === null
          ? line('progress', `Compacted ${event.file} from ${event.before} to ${event.after} characters`, 'good')
          : line('progress', `WARN: ${event.file} was not compacted and is as it was: ${oneLine(event.why)}`, 'warn'),
      ];
    case 'context-left': {
      const what = event.extracted ? 'decisions noted' : 'words of the task noted';
      return [row({ who: 'context', words: `${what} for the group ${oneLine(event.group)}` })];
    }
    case 'research-completed':
      return [
        row({ who: 'author', ...view.author, words: 'answered' }),
        line('result', `Research completed -> ${event.file}`, 'good'),
      ];
    case 'tick-committed':
      return [line('progress', 'Auto-committed tasklist tick')];
    case 'task-ticked':
      return [row({ who: 'tick', words: `${event.file}${event.committed ? ', in the commit' : ''}` })];
    case 'worktree-made':
    case 'tasks-waiting':
    case 'landing-begun':
    case 'task-queued':
    case 'integrated':
    case 'landed':
    case 'landing-waits':
    case 'task-lost':
    case 'task-returned':
      return parallelLines(event, view);
    case 'cycle-started':
    case 'step-started':
    case 'step-finished':
    case 'agent-replayed':
    case 'project-check-started':
    case 'tasks-summed':
    case 'agent-asked':
    case 'commit-asked':
    case 'design-judged':
      return [];
    default:
      return event satisfies never;
  }
}

/** What somebody asks outside of any run. */
const QUESTIONS = { 'review-diff': 'Review of', 'review-design': 'Review of', 'split-task': 'How to split' };

/** A verdict with its findings. What a refusal asks for is what a person wants to read. */
function reviewed(event: Extract<RunEvent, { type: 'reviewed' }>, row: (step: StepRow) => Line): readonly Line[] {
  const { verdict, cli, replayed } = event;
  // Told again, so that the findings stand where their answer follows.
  const ms = replayed ? null : event.ms;
  const found = severities(verdict.findings);
  const remarks = found === '' ? '' : ` with remarks: ${found}`;
  return [
    verdict.approved
      ? row({ who: 'reviewer', cli, ms, words: `approved${remarks}`, tone: 'good' })
      : row({ who: 'reviewer', cli, ms, words: `requested changes: ${found}`, tone: 'warn' }),
    ...wordsUnder(verdict.summary, verdict.approved ? 'detail' : 'progress'),
    ...findingLines(verdict.findings, UNDER),
  ];
}

function changed(files: readonly FileChange[]): string {
  if (files.length === 0) return 'no changes';
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const deleted = files.reduce((sum, file) => sum + file.deleted, 0);
  return `${plural(files.length, 'file')} changed, +${added} -${deleted}`;
}

const failed = (failure: AgentFailure | { readonly reason: 'cancelled' }): string =>
  failure.reason === 'cancelled' ? 'stopped' : oneLine(failureSays(failure));

const names = (files: readonly string[]): string => firstOf(files.map(oneLine), NAMED);
const kept = (ref: string): string => (ref === '' ? '' : `(kept in ${ref})`);

import type { AgentFailure } from '../domain/agent.js';
import { failureSays } from '../domain/agent-failure-rules.js';
import type { FileChange } from '../domain/change.js';
import { checkRule } from '../domain/check-rules.js';
import type { RunEvent } from '../domain/event.js';
import { closing } from './closing.js';
import { duration, plural } from './figures.js';
import { findingLines, severities } from './findings.js';
import { header } from './header.js';
import { type Level, type Line, line, type Tone } from './line.js';
import { noticeWords } from './notices.js';
import { oneLine, plainText } from './plain-text.js';
import type { View } from './view.js';

/**
 * The lines a person gets for an event, given what came before it. All wording of a run's progress is here and in the
 * files this one names; tokens that scripts look for are those of cli.md 10.3 (decision S17).
 */
export function linesFor(event: RunEvent, view: View): readonly Line[] {
  const row = (who: string, cli: string, ms: number | null, words: string, tone: Tone = 'plain', level?: Level) =>
    stepRow(view, who, cli, ms, words, tone, level);
  switch (event.type) {
    case 'run-started':
      return header(event);
    case 'noticed':
      return [line('progress', noticeWords(event.notice), /^WARN/.test(noticeWords(event.notice)) ? 'warn' : 'dim')];
    case 'task-started': {
      const risk = event.task.risk === null ? '' : ` [risk: ${event.task.risk}]`;
      return [line('progress', `[Task 1/1] Starting: "${oneLine(event.task.title)}"${risk}`, 'strong')];
    }
    case 'agent-progress': {
      const { doing } = event.progress;
      return doing === null ? [] : [line('detail', `         · ${oneLine(doing)}`, 'dim')];
    }
    case 'agent-answered':
      return [
        ...words(event.text).map((text) => line('detail', `         | ${text}`, 'dim')),
        ...commitReport(event, view),
      ];
    case 'agent-failed':
      return [row(event.role, view.agentOf(event.call), event.ms, failed(event.failure), 'warn')];
    case 'asked-again':
      return [row(event.role, '', null, `asked again: ${oneLine(event.why)}`, 'warn')];
    case 'waited':
      return [row(event.role, '', null, `waiting ${duration(event.ms)} (${event.why}), then asked again`, 'warn')];
    case 'observed':
      return [row('author', view.author.cli, view.author.ms, changed(event.files))];
    case 'nothing-changed':
      return [
        line('progress', 'WARN: No changes detected', 'warn'),
        row('author', view.author.cli, view.author.ms, 'reported without a change; asked once more'),
      ];
    case 'author-committed': {
      const [from, to] = [event.from?.slice(0, 12) ?? 'nothing', event.to.slice(0, 12)];
      return [line('progress', `Builder committed changes directly: ${from} -> ${to}`, 'warn')];
    }
    case 'check-warned':
      return [line('progress', checkRule(event.hit).say(event.hit), 'warn')];
    case 'checked':
      return [row('checks', '', null, `passed; ${event.lines} of ${event.limit} lines`)];
    case 'sanity-judged': {
      const what = event.of === 'build' ? 'the work' : 'the review';
      const said = event.verdict.halt ? `STOP: ${oneLine(event.verdict.reason)}` : `${what} makes sense`;
      return [row('sanity', view.sanity.cli, view.sanity.ms, said, event.verdict.halt ? 'bad' : 'plain')];
    }
    case 'reviewed': {
      const { verdict, cli, ms } = event;
      if (verdict.approved) {
        const rest = verdict.findings.length === 0 ? '' : ` with remarks: ${severities(verdict.findings)}`;
        return [
          row('reviewer', cli, ms, `approved${rest}`, 'good'),
          ...findingLines(verdict, '         ').map((text) => line('progress', text)),
        ];
      }
      return [
        row('reviewer', cli, ms, `requested changes: ${severities(verdict.findings)}`, 'warn'),
        ...words(verdict.summary).map((text) => line('progress', `         ${text}`)),
        ...findingLines(verdict, '         ').map((text) => line('progress', text)),
      ];
    }
    case 'commit-reminded':
      return [row('commit', '', null, 'not everything was committed; reminded once', 'warn')];
    case 'commit-refused':
      return [
        row('commit', '', null, 'refused by a hook of the repository:', 'warn'),
        ...words(event.says).map((text) => line('progress', `         ${text}`)),
      ];
    case 'commit-redone':
      return [row('commit', '', null, `what was not approved was taken back (kept in ${event.parked})`, 'warn')];
    case 'hook-changed':
      return [
        row('commit', '', null, `a hook changed ${plural(event.files.length, 'file')} of it; checked again`, 'warn'),
      ];
    case 'committed':
      return event.commits.map(({ id, subject }) =>
        row(
          'commit',
          event.by === 'tool' ? 'millstone' : view.author.cli,
          null,
          `${id.slice(0, 12)} ${oneLine(subject)}`,
          'good',
        ),
      );
    case 'restored':
      return [
        row(event.role, '', null, `undone: ${event.files.map(oneLine).join(', ')} (kept in ${event.parked})`, 'warn'),
      ];
    case 'halted':
    case 'task-ended':
    case 'run-ended':
    case 'run-refused':
      return closing(event, view);
    case 'cycle-started':
    case 'step-started':
    case 'step-finished':
    case 'agent-asked':
    case 'commit-asked':
      return [];
  }
}

/** `  1/3  author    claude     12s  words`. */
function stepRow(
  view: View,
  who: string,
  cli: string,
  ms: number | null,
  words: string,
  tone: Tone,
  level?: Level,
): Line {
  const cycle = view.cycle === 0 ? '' : `${view.cycle}/${view.of}`;
  const time = ms === null ? '' : duration(ms);
  const text = `  ${cycle.padEnd(5)}${who.padEnd(10)}${cli.padEnd(10)}${time.padStart(7)}  ${words}`;
  return line(level ?? 'progress', text.trimEnd(), tone);
}

function changed(files: readonly FileChange[]): string {
  if (files.length === 0) return 'no changes';
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const deleted = files.reduce((sum, file) => sum + file.deleted, 0);
  return `${plural(files.length, 'file')} changed, +${added} -${deleted}`;
}

const failed = (failure: AgentFailure | { readonly reason: 'cancelled' }): string =>
  failure.reason === 'cancelled' ? 'stopped' : oneLine(failureSays(failure));

/** How long the author took to commit; what came of it is the next line. */
function commitReport(event: Extract<RunEvent, { type: 'agent-answered' }>, view: View): readonly Line[] {
  if (view.purposeOf(event.call) !== 'commit') return [];
  return [stepRow(view, 'commit', view.agentOf(event.call), event.ms, 'answered', 'dim', 'detail')];
}

const words = (text: string): readonly string[] =>
  plainText(text)
    .split('\n')
    .map((one) => one.trimEnd())
    .filter((one) => one !== '');

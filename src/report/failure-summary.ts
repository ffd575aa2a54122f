import type { CheckHit } from '../domain/check.js';
import type { Halt } from '../domain/halt.js';
import { outcomeOf } from '../domain/halt-rules.js';
import { findingLines } from './findings.js';
import { type Line, line } from './line.js';
import { oneLine, plainText } from './plain-text.js';
import type { View } from './view.js';

const RULE = '━'.repeat(42);
/** Lines of the author's words, and of a hook's or tool's, that are shown; the log has the rest. */
const SHOWN = 20;

/** What a person needs to understand a failed task without opening the log. Its labels are those of cli.md 10.4. */
export function failureSummary(halt: Halt, view: View): readonly Line[] {
  const { verdict } = view;
  // Before the first task of a list there is none that could have failed.
  if (view.title === '') return [];
  const say = (text: string): Line => line('progress', text);
  // What came of the run as a whole is no failure of the task or the stage that was last.
  if (halt.reason === 'cycle-regression' || halt.reason === 'incomplete')
    return ['', RULE, `Outcome: ${outcomeOf(halt)}`, ...detail(halt), RULE].map(say);
  const words = view.authorWords ?? '';
  return [
    ...['', RULE, failed(view), `Outcome: ${outcomeOf(halt)}`].map(say),
    ...detail(halt).map(say),
    // Of a stage's author only what there is: it may be that nobody was to write.
    ...(view.stage === null ? excerpt('Last builder output', words) : rest('Its author said', `\n${words}`)).map(say),
    ...judgement(view).map(say),
    ...(verdict === null ? [] : verdict.findings.length === 0 ? [say('  (none)')] : findingLines(verdict.findings, 2)),
    say(RULE),
  ];
}

function failed({ stage, title }: View): string {
  if (stage === null) return `Task Failed: "${oneLine(title)}"`;
  return `Stage Failed: ${stage}${title === stage ? '' : ` "${oneLine(title)}"`}`;
}

/** What the last findings are headed by. */
function judgement({ verdict, judge, stage }: View): readonly string[] {
  if (verdict === null) return stage === null ? ['Reviewer verdict: N/A'] : [];
  if (judge === 'millstone') return ['Not shown to the reviewer, since this is to be mended first:'];
  return [`Reviewer verdict: ${verdict.approved ? 'APPROVED' : 'REJECTED'}`];
}

/** What the sentence of the halt has no room for. */
function detail(halt: Halt): readonly string[] {
  switch (halt.reason) {
    case 'check':
      return objections(halt.hit);
    case 'agent-failed':
      return 'says' in halt.failure ? rest(`${halt.failure.cli} said`, halt.failure.says) : [];
    case 'commit':
      return rest(
        halt.why === 'hook-refused' || halt.why === 'tick-refused' ? 'The hook said' : 'In detail',
        halt.detail,
      );
    case 'unreadable-reply':
      return excerpt('It said', halt.excerpt);
    case 'git':
      return rest('git said', halt.says);
    case 'tree-touched':
    case 'tampered':
    case 'submodule':
      return halt.files.map((file) => `  ${oneLine(file)}`);
    case 'eval-gate':
    case 'regression':
    case 'cycle-regression':
      return failures(halt.found.introduced);
    case 'incomplete':
      return failures(halt.problems);
    case 'not-landed':
    case 'preflight':
    case 'locked':
    case 'moved':
    case 'tasklist':
    case 'artifacts':
    case 'not-compacted':
    case 'stop-file':
    case 'declined':
    case 'budget':
    case 'sanity':
    case 'not-approved':
    case 'going-in-circles':
    case 'own-stage':
    case 'history':
    case 'state':
    case 'cancelled':
      return [];
    default:
      return halt satisfies never;
  }
}

/** Failures that are listed. Source: eval.md 8.3. */
const LISTED = 10;

function failures(names: readonly string[]): readonly string[] {
  const rest = names.length > LISTED ? [`  ... and ${names.length - LISTED} more`] : [];
  return [...names.slice(0, LISTED).map((name) => `  ${oneLine(name)}`), ...rest];
}

function objections(hit: CheckHit): readonly string[] {
  switch (hit.check) {
    case 'loc':
      return hit.largest.map(({ path, lines }) => `  ${String(lines).padStart(6)} lines  ${oneLine(path)}`);
    case 'protected':
    case 'sensitive':
    case 'secret':
    case 'dangerous':
      return hit.spots.map((spot) => `  ${oneLine(spot.path)}: ${oneLine(spot.line ?? spot.matched)}`);
    case 'tasklist-scope':
      return hit.titles.map((title) => `  ${oneLine(title)}`);
    case 'files':
    case 'tasklist-edit':
      return [];
    default:
      return hit satisfies never;
  }
}

/** Words of which the halt's sentence has the first line; nothing when that is all of them. */
const rest = (label: string, text: string): readonly string[] =>
  text.trimEnd().includes('\n') ? excerpt(label, text) : [];

function excerpt(label: string, text: string): readonly string[] {
  const lines = plainText(text)
    .trim()
    .split('\n')
    .map((one) => one.trimEnd())
    .filter((one, i, all) => one !== '' || all[i - 1] !== '');
  if (lines.join('') === '') return [`${label}: (none)`];
  const more = lines.length - SHOWN;
  return [
    `${label}:`,
    ...lines.slice(0, SHOWN).map((one) => `  ${one}`),
    ...(more > 0 ? [`  ... (${more} more lines)`] : []),
  ];
}

import type { Halt } from '../domain/halt.js';
import { outcomeOf } from '../domain/halt-rules.js';
import { findingLines } from './findings.js';
import { type Line, line } from './line.js';
import { oneLine, plainText } from './plain-text.js';
import type { View } from './view.js';

const RULE = '━'.repeat(42);
/** Lines of the author's words, and of a hook's or tool's, that are shown; the log has the rest. */
const SHOWN = 20;

/** What a person needs to understand a failed task without opening the log. */
export function failureSummary(halt: Halt, view: View): readonly Line[] {
  const { verdict } = view;
  const judged = verdict === null ? 'N/A' : verdict.approved ? 'APPROVED' : 'REJECTED';
  const text = [
    '',
    RULE,
    `Task Failed: "${oneLine(view.title)}"`,
    `Outcome: ${outcomeOf(halt)}`,
    ...detail(halt),
    ...excerpt('Last builder output', view.authorWords),
    `Reviewer verdict: ${judged}`,
    ...(verdict === null ? [] : findings(verdict)),
    RULE,
  ];
  return text.map((one) => line('progress', one));
}

const findings = (verdict: NonNullable<View['verdict']>): readonly string[] =>
  verdict.findings.length === 0 ? ['  (none)'] : findingLines(verdict, '  ');

/** What the sentence of the halt has no room for. */
function detail(halt: Halt): readonly string[] {
  switch (halt.reason) {
    case 'check':
      return halt.hit.check === 'loc'
        ? halt.hit.largest.map(({ path, lines }) => `  ${String(lines).padStart(6)} lines  ${oneLine(path)}`)
        : 'spots' in halt.hit
          ? halt.hit.spots.map((spot) => `  ${oneLine(spot.path)}: ${oneLine(spot.line ?? spot.matched)}`)
          : [];
    case 'agent-failed':
      return 'says' in halt.failure ? excerpt(`${halt.failure.cli} said`, halt.failure.says) : [];
    case 'commit':
      return excerpt('git said', halt.detail);
    case 'unreadable-reply':
      return excerpt('It said', halt.excerpt);
    default:
      return [];
  }
}

function excerpt(label: string, text: string | null): readonly string[] {
  const lines = plainText(text ?? '')
    .split('\n')
    .map((one) => one.trimEnd())
    .filter((one, i, all) => one !== '' || (i > 0 && all[i - 1] !== ''));
  if (lines.join('').trim() === '') return [`${label}: (none)`];
  const more = lines.length - SHOWN;
  return [
    `${label}:`,
    ...lines.slice(0, SHOWN).map((one) => `  ${one}`),
    ...(more > 0 ? [`  ... (${more} more lines)`] : []),
  ];
}

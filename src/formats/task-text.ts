import { EXPLICIT_ID, slug, type TaskId } from '../domain/ids.js';
import { type Risk, risk, type Task } from '../domain/task.js';

/** Longest title and longest made-up id. Source: inner-loop.md 4. */
const TITLE = 50;
const SLUG = 30;

/** A line that says something about a task. Source: tasklist.md 3.1. */
const META =
  /^\s*-\s*(ID|Est\.? ?LoC|Tests?|Risk|Design[-_]Ref|Opportunity[-_]Ref|Success|Criteria|Acceptance|Context):(.*)$/i;
const CRITERIA = ['success', 'criteria', 'acceptance'];

/**
 * Reads the text of a one-off task: its first line is the title, and later lines such as `- Risk: high`, `- ID: retry`
 * and `- Criteria: ...`, a block under `**Acceptance criteria:**` or a comment `<!-- context: docs/api.md -->` say more
 * about it. What cannot be read stays part of the text; nothing is refused.
 */
export function taskFromText(text: string): Task {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const rest = lines.slice(first + 1);
  const meta = rest.flatMap((line) => {
    const [, label = '', value = ''] = META.exec(line) ?? [];
    return label === '' ? [] : [{ label: label.toLowerCase(), value: value.trim() }];
  });
  const named = (label: string): readonly string[] => meta.filter((m) => m.label === label).map((m) => m.value);

  const title = titleOf(lines[first] ?? '');
  const ids = [comment(text, 'id'), ...named('id').map((value) => value.split(/\s/)[0] ?? '')];
  const explicit = ids.findLast((id) => id !== null && EXPLICIT_ID.test(id));
  const sentences = meta.filter((m) => CRITERIA.includes(m.label)).map((m) => m.value);
  return {
    id: (explicit ?? slug(title, SLUG, 'task')) as TaskId,
    title,
    risk: named('risk').reduce<Risk | null>((known, value) => riskOf(value) ?? known, null),
    acceptance: [...sentences, ...criteriaBlock(rest)].filter((one) => one !== ''),
    group: null,
    context: comment(text, 'context'),
    raw: text,
  };
}

const comment = (text: string, name: string): string | null =>
  new RegExp(`<!--\\s*${name}:\\s*([^\\s>]+)\\s*-->`, 'i').exec(text)?.[1] ?? null;

/** By its beginning: whoever writes `high (touches logins)` must be asked all the same. */
const riskOf = (value: string): Risk | undefined => risk.options.find((level) => value.toLowerCase().startsWith(level));

/** The bullets under `**Acceptance criteria:**`, up to a line that is none or that says something else about the task. */
function criteriaBlock(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => /^\s*(?:-\s+)?\*\*acceptance\s+criteria:?\*\*/i.test(line));
  if (start < 0) return [];
  const block = lines.slice(start + 1);
  const end = block.findIndex((line) => !/^\s*-/.test(line) || META.test(line));
  return (end < 0 ? block : block.slice(0, end)).map((line) => line.replace(/^\s*-\s*(?:\[[ xX]\]\s+)?/, '').trim());
}

function titleOf(line: string): string {
  const clean = line
    .replace(/<!--.*?-->/g, '')
    .replace(/^\s*(?:#{1,6}\s+|-\s+)?(?:\[[ xX]\]\s+)?/, '')
    .trim();
  const bold = /^\*\*([^*]+)\*\*/.exec(clean)?.[1]?.replace(/:\s*$/, '').trim();
  const points = [...(bold || clean)];
  return points.length <= TITLE ? points.join('') || 'task' : `${points.slice(0, TITLE - 3).join('')}...`;
}

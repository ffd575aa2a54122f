import { EXPLICIT_ID, slug, type TaskId } from '../domain/ids.js';
import { risk, type Task } from '../domain/task.js';

/** Longest title and longest made-up id. Source: inner-loop.md 4. */
const TITLE = 50;
const SLUG = 30;

const META = /^\s*[-*]\s+([A-Za-z][A-Za-z _-]*):\s*(.*)$/;

/**
 * Reads the text of a one-off task: its first line is the title, and lines such as `- Risk: high`, `- ID: retry`,
 * `- Context: docs/api.md`, `- Criteria: ...` or a block `**Acceptance criteria:**` say more about it. What cannot be
 * read stays part of the text; nothing is refused.
 */
export function taskFromText(text: string): Task {
  const lines = text.split(/\r?\n/);
  const meta = lines.flatMap((line) => {
    const [, label = '', value = ''] = META.exec(line) ?? [];
    return label === '' ? [] : [{ label: label.toLowerCase(), value: value.trim() }];
  });
  const last = (...labels: readonly string[]): string | null =>
    meta.findLast((m) => labels.includes(m.label))?.value ?? null;
  const comment = (name: string): string | null =>
    new RegExp(`<!--\\s*${name}:\\s*(\\S.*?)\\s*-->`, 'i').exec(text)?.[1] ?? null;

  const title = titleOf(lines.find((line) => line.trim() !== '') ?? 'task');
  const explicit = [last('id'), comment('id')].find((id) => id !== null && EXPLICIT_ID.test(id));
  const graded = risk.safeParse(last('risk')?.toLowerCase());
  return {
    id: (explicit ?? slug(title, SLUG, 'task')) as TaskId,
    title,
    risk: graded.success ? graded.data : null,
    acceptance: [
      ...meta.filter((m) => ['success', 'criteria', 'acceptance'].includes(m.label)).map((m) => m.value),
      ...criteriaBlock(lines),
    ],
    group: null,
    context: comment('context') ?? last('context'),
    raw: text,
  };
}

/** The bullets under `**Acceptance criteria:**`, up to a blank line, a line that is no bullet, or a metadata line. */
function criteriaBlock(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => /^\s*(?:[-*]\s+)?\*\*acceptance criteria:?\*\*:?\s*$/i.test(line));
  if (start < 0) return [];
  const block = lines.slice(start + 1);
  const end = block.findIndex((line) => !/^\s*[-*]\s+\S/.test(line) || META.test(line));
  return (end < 0 ? block : block.slice(0, end)).map((line) => line.replace(/^\s*[-*]\s+(?:\[[ xX]\]\s+)?/, '').trim());
}

function titleOf(line: string): string {
  const clean = line.replace(/^\s*(?:[-*]\s+)?(?:\[[ xX]\]\s+)?/, '').trim();
  const bold = /^\*\*(.+?)\*\*/.exec(clean)?.[1];
  const points = [...(bold ?? clean)];
  return points.length <= TITLE ? points.join('') || 'task' : `${points.slice(0, TITLE - 3).join('')}...`;
}

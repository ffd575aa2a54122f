import { EXPLICIT_ID } from '../domain/ids.js';
import { type Risk, risk } from '../domain/task.js';
import { type Line, scanLines } from './markdown.js';

/** What a task says about itself. Null and empty lists where it says nothing. Source: tasklist.md 3.4, 9.3. */
export interface About {
  /** The bold words of the first line, else the line; without box, comments and the mark of a heading. */
  readonly title: string;
  /** What stands behind bold words and their colon. */
  readonly description: string;
  readonly id: string | null;
  /** What was written as `ID:` and can be none. */
  readonly badId: string | null;
  readonly estLoc: number | null;
  readonly tests: string | null;
  readonly risk: Risk | null;
  readonly designRef: string | null;
  readonly opportunityRef: string | null;
  /** The single line `Criteria:`, `Success:` or `Acceptance:`. */
  readonly criteria: string | null;
  /** The bullets under `**Acceptance criteria:**`. */
  readonly acceptance: readonly string[];
  readonly context: string | null;
  /** The file that `<!-- context: PATH -->` names. */
  readonly contextFile: string | null;
  /** Ids or titles of tasks that come first. */
  readonly depends: readonly string[];
  readonly files: readonly string[];
}

type Draft = { -readonly [K in keyof About]: About[K] };

/** What a line can say about a task, before its colon and in small letters. Source: tasklist.md 3.1, 9.3. */
const LABELS: ReadonlySet<string> = new Set([
  ...['id', 'est loc', 'est. loc', 'estloc', 'est.loc', 'test', 'tests', 'risk', 'design-ref', 'design_ref'],
  ...['opportunity-ref', 'opportunity_ref', 'success', 'criteria', 'acceptance', 'context', 'depends', 'depends on'],
  'files',
]);
const LONGEST_LABEL = 'opportunity-ref'.length;
const CRITERIA_HEAD = /^\s*(?:-\s+)?\*\*acceptance\s+criteria:?\*\*/i;
const BULLET = /^\s*-\s*(?:\[[ xX]\]\s+)?/;
const BOLD = /^\*\*((?:\\\*|[^*])+)\*\*(:)?(.*)$/s;

/** Whether a line says something about a task, were it part of one. */
export const isAbout = (line: string): boolean => labelled(line) !== null || /^\s*<!--\s*(?:id|context):/i.test(line);

/** A line such as `- Risk: high` as its label, in small letters, and its value; null for any other. No regular expression: a list may have many lines. */
function labelled(line: string): { readonly label: string; readonly value: string } | null {
  const dash = afterSpace(line, 0);
  if (line.charCodeAt(dash) !== DASH) return null;
  const start = afterSpace(line, dash + 1);
  const colon = line.indexOf(':', start);
  if (colon < 0 || colon - start > LONGEST_LABEL) return null;
  const label = line.slice(start, colon).toLowerCase();
  return LABELS.has(label) ? { label, value: line.slice(colon + 1).trim() } : null;
}

const DASH = 45;
const SPACE = /\s/;
function afterSpace(line: string, from: number): number {
  for (let at = from; ; at++) {
    const code = line.charCodeAt(at);
    if (code === 32) continue;
    // Behind the end it is no number.
    if (!(code < 32 || code > 126) || !SPACE.test(line[at] ?? '')) return at;
  }
}

/**
 * Reads what a task says about itself: its first line with words is the title, later ones such as `- Risk: high`, a block
 * under `**Acceptance criteria:**` or a comment `<!-- context: docs/api.md -->` say more. A label that comes twice counts
 * the last time. Code in fences says nothing. What cannot be read is left out; nothing is refused.
 */
export function readAbout(text: string): About {
  const words = text.trimStart();
  const end = firstEnd(words);
  const about = draft(end < 0 ? words : words.slice(0, end));
  if (end < 0) return about;
  const rest = words.slice(end);
  let commented = about.id;
  let named: string | null = null;
  const acceptance: string[] = [];
  let criteria: 'ahead' | 'here' | 'over' = 'ahead';
  eachLine(rest, (kind, line) => {
    if (kind === 'fence') return;
    if (line.includes('<!--')) {
      commented = validId(annotation(line, 'id')) ?? commented;
      about.contextFile ??= annotation(line, 'context');
    }
    const bullet = kind === 'text' && line.charCodeAt(afterSpace(line, 0)) === DASH;
    const said = bullet ? labelled(line) : null;
    if (said?.label === 'id') {
      const id = said.value.split(/\s/)[0] ?? '';
      named = validId(id) ?? named;
      if (id !== '' && validId(id) === null) about.badId = id;
    } else if (said !== null) tell(about, said.label, said.value);
    if (criteria === 'ahead')
      criteria = kind === 'text' && line.includes('**') && CRITERIA_HEAD.test(line) ? 'here' : 'ahead';
    else if (criteria === 'here' && bullet && said === null) acceptance.push(line.replace(BULLET, '').trim());
    else criteria = 'over';
  });
  about.id = named ?? commented;
  if (acceptance.length > 0) about.acceptance = acceptance.filter((one) => one !== '');
  return about;
}

/** Where the first line ends; negative when there is only one. */
function firstEnd(text: string): number {
  const [lf, cr] = [text.indexOf('\n'), text.indexOf('\r')];
  return cr < 0 || (lf >= 0 && lf < cr) ? lf : cr;
}

/** Shows each line with its kind. Where nothing can hide lines they are only cut apart, which most tasks are served by. */
function eachLine(text: string, visit: (kind: Line['kind'], line: string) => void): void {
  if (text.includes('```') || text.includes('~~~') || text.includes('<!--') || text.includes('\r')) {
    scanLines(text, ({ kind, text: line }) => visit(kind, line));
    return;
  }
  for (let start = 0; start < text.length; ) {
    const lf = text.indexOf('\n', start);
    const end = lf < 0 ? text.length : lf;
    const line = text.slice(start, end);
    visit(afterSpace(line, 0) === line.length ? 'blank' : 'text', line);
    start = end + 1;
  }
}

function tell(about: Draft, label: string, value: string): void {
  if (value === '') return;
  if (label === 'risk') about.risk = riskOf(value) ?? about.risk;
  else if (label.startsWith('est')) about.estLoc = /^\d/.test(value) ? Number.parseInt(value, 10) : about.estLoc;
  else if (label.startsWith('test')) about.tests = value;
  else if (label.startsWith('design')) about.designRef = value;
  else if (label.startsWith('opportunity')) about.opportunityRef = value;
  else if (label === 'context') about.context = value;
  else if (label.startsWith('depends')) about.depends = listOf(value);
  else if (label === 'files') about.files = listOf(value);
  else about.criteria = value;
}

/** By its beginning: whoever writes `high (touches logins)` must be asked all the same. */
function riskOf(value: string): Risk | undefined {
  const lower = value.toLowerCase();
  return risk.options.find((level) => lower.startsWith(level));
}

const validId = (id: string | null): string | null => (id !== null && EXPLICIT_ID.test(id) ? id : null);

const listOf = (value: string): readonly string[] =>
  value.includes(',') || value.includes('`')
    ? value
        .split(',')
        .map((one) => one.trim().replace(/^`(.*)`$/, '$1'))
        .filter((one) => one !== '')
    : [value];

const ANNOTATION = {
  id: /<!--\s*id:\s*([^\s>]+)\s*-->/i,
  context: /<!--\s*context:\s*([^\s>]+)\s*-->/i,
};
const annotation = (text: string, name: keyof typeof ANNOTATION): string | null =>
  ANNOTATION[name].exec(text)?.[1] ?? null;

const NONE: readonly string[] = [];
const MARKED = /^[\s#[-]/;
const MARKS = /^\s*(?:#{1,6}\s+|-\s+)?(?:\[[ xX]\]\s+)?/;

function draft(first: string): Draft {
  const commented = first.includes('<!--');
  const words = commented ? first.replace(/<!--.*?-->/g, '') : first;
  const clean = (MARKED.test(words) ? words.replace(MARKS, '') : words).trim();
  const [, bold = '', colon = '', behind = ''] = (clean.startsWith('**') ? BOLD.exec(clean) : null) ?? [];
  const named = (bold.includes('\\') ? bold.replaceAll('\\*', '*') : bold).trim();
  const closed = named.endsWith(':');
  const told = colon !== '' || closed;
  return {
    title: (closed ? named.slice(0, -1).trim() : named) || clean,
    description: named === '' ? clean : told ? behind.trim() : '',
    id: commented ? validId(annotation(first, 'id')) : null,
    badId: null,
    estLoc: null,
    tests: null,
    risk: null,
    designRef: null,
    opportunityRef: null,
    criteria: null,
    acceptance: NONE,
    context: null,
    contextFile: commented ? annotation(first, 'context') : null,
    depends: NONE,
    files: NONE,
  };
}

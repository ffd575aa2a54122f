import { EXPLICIT_ID } from '../domain/ids.js';
import { type Risk, risk } from '../domain/task.js';
import { scanLines } from './markdown.js';

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

/** A line that says something about a task. Source: tasklist.md 3.1, 9.3. */
const META =
  /^\s*-\s*(ID|Est\.? ?LoC|Tests?|Risk|Design[-_]Ref|Opportunity[-_]Ref|Success|Criteria|Acceptance|Context|Depends(?: on)?|Files):(.*)$/is;
const CRITERIA_HEAD = /^\s*(?:-\s+)?\*\*acceptance\s+criteria:?\*\*/i;
const BULLET = /^\s*-\s*(?:\[[ xX]\]\s+)?/;
const BOLD = /^\*\*((?:\\\*|[^*])+)\*\*(:)?(.*)$/s;

/** Whether a line says something about a task, were it part of one. */
export const isAbout = (line: string): boolean => META.test(line) || /^\s*<!--\s*(?:id|context):/i.test(line);

/**
 * Reads what a task says about itself: its first line with words is the title, later ones such as `- Risk: high`, a block
 * under `**Acceptance criteria:**` or a comment `<!-- context: docs/api.md -->` say more. A label that comes twice counts
 * the last time. Code in fences says nothing. What cannot be read is left out; nothing is refused.
 */
export function readAbout(text: string): About {
  const words = text.trimStart();
  const end = words.search(/[\r\n]/);
  const about = draft(end < 0 ? words : words.slice(0, end));
  if (end < 0) return about;
  const rest = words.slice(end);
  let commented = about.id;
  let named: string | null = null;
  const acceptance: string[] = [];
  let criteria: 'ahead' | 'here' | 'over' = 'ahead';
  scanLines(rest, ({ kind, text: line }) => {
    if (kind === 'fence') return;
    if (line.includes('<!--')) {
      commented = validId(annotation(line, 'id')) ?? commented;
      about.contextFile ??= annotation(line, 'context');
    }
    const bullet = kind === 'text' && line.trimStart().startsWith('-');
    const [, label, value = ''] = (bullet ? META.exec(line) : null) ?? [];
    if (label?.toLowerCase() === 'id') {
      const id = value.trim().split(/\s/)[0] ?? '';
      named = validId(id) ?? named;
      if (id !== '' && validId(id) === null) about.badId = id;
    } else if (label !== undefined) tell(about, label.toLowerCase(), value.trim());
    if (criteria === 'ahead') criteria = kind === 'text' && CRITERIA_HEAD.test(line) ? 'here' : 'ahead';
    else if (criteria === 'here' && bullet && label === undefined) acceptance.push(line.replace(BULLET, '').trim());
    else criteria = 'over';
  });
  about.id = named ?? commented;
  if (acceptance.length > 0) about.acceptance = acceptance.filter((one) => one !== '');
  return about;
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
const riskOf = (value: string): Risk | undefined => risk.options.find((level) => value.toLowerCase().startsWith(level));

const validId = (id: string | null): string | null => (id !== null && EXPLICIT_ID.test(id) ? id : null);

const listOf = (value: string): readonly string[] =>
  value
    .split(',')
    .map((one) => one.trim().replace(/^`(.*)`$/, '$1'))
    .filter((one) => one !== '');

const ANNOTATION = {
  id: /<!--\s*id:\s*([^\s>]+)\s*-->/i,
  context: /<!--\s*context:\s*([^\s>]+)\s*-->/i,
};
const annotation = (text: string, name: keyof typeof ANNOTATION): string | null =>
  ANNOTATION[name].exec(text)?.[1] ?? null;

const NONE: readonly string[] = [];

function draft(first: string): Draft {
  const commented = first.includes('<!--');
  const clean = (commented ? first.replace(/<!--.*?-->/g, '') : first)
    .replace(/^\s*(?:#{1,6}\s+|-\s+)?(?:\[[ xX]\]\s+)?/, '')
    .trim();
  const [, bold, colon = '', behind = ''] = (clean.startsWith('**') ? BOLD.exec(clean) : null) ?? [];
  const named = bold?.replaceAll('\\*', '*').trim() ?? '';
  const told = colon !== '' || named.endsWith(':');
  return {
    title: named.replace(/:$/, '').trim() || clean,
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

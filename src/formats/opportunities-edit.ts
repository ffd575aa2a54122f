import type { OpportunityId } from '../domain/ids.js';
import type { Opportunity, OpportunityStatus } from '../domain/opportunity.js';
import { err, ok, type Result } from '../domain/result.js';
import { lineEndOf } from './line-end.js';
import { readOpportunities } from './opportunities.js';

/** Why a file of opportunities stays as it is. */
export type OpportunityRefusal =
  | { readonly reason: 'unknown'; readonly id: OpportunityId }
  /** Two entries have this id, so nobody knows which one is meant; by their lines. */
  | { readonly reason: 'twice'; readonly id: OpportunityId; readonly lines: readonly number[] }
  /** It has the form of old, which has no box. */
  | { readonly reason: 'old-form'; readonly id: OpportunityId; readonly line: number };

/** Sets the status of an entry: its box, and the line that says so of a rejected one. All else stays as it is. */
export function setOpportunityStatus(
  text: string,
  id: OpportunityId,
  status: OpportunityStatus,
): Result<string, OpportunityRefusal> {
  const found = readOpportunities(text).filter((entry) => entry.id === id);
  const [entry, second] = found;
  if (entry === undefined) return err({ reason: 'unknown', id });
  if (second !== undefined) return err({ reason: 'twice', id, lines: found.map(({ line }) => line) });
  if (entry.box === null) return err({ reason: 'old-form', id, line: entry.line });
  const mark = status === 'adopted' ? 'x' : ' ';
  const { statusLine, titleEnd } = entry;
  const eol = lineEndOf(text);
  const stated = status === 'rejected' ? '  - Status: rejected' : null;
  let edited = text;
  // From the back, so that the places in front stay where they are.
  if (statusLine !== null) {
    const own = text.slice(statusLine.start, statusLine.end);
    const end = /(?:\r\n?|\n)?$/.exec(own)?.[0] ?? '';
    edited = splice(edited, statusLine.start, statusLine.end, stated === null ? '' : `${stated}${end}`);
  } else if (stated !== null) edited = splice(edited, titleEnd, titleEnd, `${eol}${stated}`);
  const boxed = /[xX]/.test(text[entry.box] ?? ' ') === (mark === 'x');
  return ok(boxed ? edited : splice(edited, entry.box, entry.box + 1, mark));
}

/** Puts an entry at the end, an empty line before it; a text without entries gets a heading first. */
export function appendOpportunity(text: string, opportunity: Omit<Opportunity, 'raw'>): string {
  const eol = lineEndOf(text);
  const block = opportunityBlock(opportunity).join(eol);
  if (text.trim() === '') return `# Opportunities${eol}${eol}${block}${eol}`;
  const end = /[\r\n]$/.test(text) ? '' : eol;
  const gap = /(?:\r\n|\r|\n)(?:\r\n|\r|\n)$/.test(text) ? '' : eol;
  return `${text}${end}${gap}${block}${eol}`;
}

/** An entry's lines. Line breaks in values become blanks: below a key only its own line counts. */
function opportunityBlock(one: Omit<Opportunity, 'raw'>): readonly string[] {
  const line = (key: string, value: string | number | boolean | null): readonly string[] =>
    value === null || value === '' ? [] : [`  - ${key}: ${folded(String(value))}`];
  return [
    `- [${one.status === 'adopted' ? 'x' : ' '}] **${folded(one.title).replaceAll('**', '')}**`,
    ...line('Opportunity ID', one.id),
    ...line('Status', one.status === 'rejected' ? one.status : null),
    ...line('Requires Design', one.requiresDesign),
    ...line('ROI Score', one.roi),
    ...line('Priority', one.priority),
    ...line('Source Ref', one.sourceRef),
    ...line('Description', one.description),
    ...line('Design Ref', one.designRef),
  ];
}

const folded = (value: string): string => value.replace(/\s+/g, ' ').trim();

const splice = (text: string, start: number, end: number, put: string): string =>
  text.slice(0, start) + put + text.slice(end);

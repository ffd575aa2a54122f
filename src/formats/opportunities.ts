import type { OpportunityId } from '../domain/ids.js';
import type { Opportunity, OpportunityStatus } from '../domain/opportunity.js';
import { artifactId } from './artifact-id.js';
import { isIndented, type Line, scanLines } from './markdown.js';

/** An opportunity in a file, and where it stands. Offsets count UTF-16 units of the text. */
export interface OpportunityEntry extends Opportunity {
  /** Its first line, from 1. */
  readonly line: number;
  /** The block from its bullet to the end of its last line with words. */
  readonly start: number;
  readonly end: number;
  /** Where the mark in the box stands; null in the form of old, which has no box. */
  readonly box: number | null;
  /** The end of the title's line, where the first line about it may be put in. */
  readonly titleEnd: number;
  /** The line that states its status, line end included; null where the box alone does. */
  readonly statusLine: { readonly start: number; readonly end: number } | null;
  /** Whether it names its id itself, rather than by its title. */
  readonly ownId: boolean;
  /** Keys in lower case with blanks for `-` and `_`; the last of two counts. */
  readonly about: ReadonlyMap<string, string>;
}

const START = /^- \[[ xX]\] +(\S.*?)\s*$/s;
const BOLD = /^\*\*(.*)\*\*$/s;
const META = /^\s+-\s+\**([A-Za-z][A-Za-z _-]*?)\**\s*:\**\s*(.*?)\s*$/s;
const OLD_START = /^### +(\S.*?)\s*$/s;
const OLD_META = /^\s*(?:-\s+)?\**([A-Za-z][A-Za-z _-]*?)\**\s*:\**\s*(.*?)\s*$/s;

interface Draft {
  readonly first: Line;
  readonly title: string;
  last: Line;
  readonly about: Map<string, string>;
  statusLine: OpportunityEntry['statusLine'];
}

/**
 * Reads a file of opportunities: checkboxes at the left margin with set-in `- Key: value` lines. Empty lines do not end
 * an entry; text between entries is nobody's. Only where there is no entry at all, `### Title` sections are read, the form
 * of old. Source: artifacts.md 8.1.
 */
export function readOpportunities(text: string): readonly OpportunityEntry[] {
  const found = entries(text, START, META, (line) => isIndented(line.text));
  return found.length > 0 ? found : entries(text, OLD_START, OLD_META, (line) => !/^#{1,3} /.test(line.text));
}

function entries(
  text: string,
  start: RegExp,
  meta: RegExp,
  belongs: (line: Line) => boolean,
): readonly OpportunityEntry[] {
  const found: OpportunityEntry[] = [];
  let open: Draft | null = null;
  const close = (): void => {
    if (open !== null) found.push(entryOf(text, open));
    open = null;
  };
  scanLines(text, (line) => {
    if (line.kind === 'blank') return;
    const [, title] = line.kind === 'text' ? (start.exec(line.text) ?? []) : [];
    if (title !== undefined) {
      close();
      open = { first: line, title, last: line, about: new Map(), statusLine: null };
      return;
    }
    if (open === null) return;
    if (!belongs(line)) return close();
    open.last = line;
    const [, key, value = ''] = line.kind === 'text' ? (meta.exec(line.text) ?? []) : [];
    if (key === undefined) return;
    const name = keyOf(key);
    open.about.set(name, value);
    if (name === 'status') open.statusLine = { start: line.start, end: line.next };
  });
  close();
  return found;
}

const keyOf = (key: string): string => key.toLowerCase().replace(/[-_\s]+/g, ' ');

function entryOf(text: string, { first, title: words, last, about, statusLine }: Draft): OpportunityEntry {
  const title = BOLD.exec(words)?.[1]?.trim() || words;
  const boxed = first.text.startsWith('- [');
  const named = about.get('opportunity id') || about.get('id') || null;
  const roi = Number.parseFloat(about.get('roi score') ?? '');
  const told = (key: string): string | null => about.get(key) || null;
  const requires = told('requires design');
  return {
    id: (boxed && named !== null ? named : artifactId(title)) as OpportunityId,
    ownId: boxed && named !== null,
    title,
    status: boxed ? statusOf(first.text[3] !== ' ', about.get('status')) : 'identified',
    description: about.get('description') ?? '',
    requiresDesign: requires === null ? null : requires.toLowerCase() === 'true',
    designRef: told('design ref') ?? told('design reference'),
    sourceRef: told('source ref'),
    priority: told('priority'),
    roi: Number.isFinite(roi) ? roi : null,
    raw: text.slice(first.start, last.end),
    line: first.number,
    start: first.start,
    end: last.end,
    box: boxed ? first.start + 3 : null,
    titleEnd: first.end,
    statusLine,
    about,
  };
}

/** A stated status wins over the box. Any word that is none leaves it to the box. */
function statusOf(ticked: boolean, stated: string | undefined): OpportunityStatus {
  const word = stated?.toLowerCase();
  if (word === 'rejected' || word === 'adopted' || word === 'identified') return word;
  return ticked ? 'adopted' : 'identified';
}

import { DESIGN_STATUSES, type Design, type DesignNotes, type DesignStatus } from '../domain/design.js';
import type { DesignId } from '../domain/ids.js';
import { lineEndOf } from './line-end.js';

/** A design's document, and where its status stands. Offsets count UTF-16 units of the text. */
export interface DesignDocument extends Design {
  /** The id that its header states; null where it states none. The file's name counts, whatever stands here. */
  readonly statedId: string | null;
  /** Keys of the header in lower case. Empty in a document without one. */
  readonly header: ReadonlyMap<string, string>;
  /** The words of the status in the header; null where none is stated. */
  readonly statusAt: { readonly start: number; readonly end: number } | null;
}

const SEPARATOR = /^---[ \t]*$/;
const FIELD = /^(?:- )?\**([A-Za-z][A-Za-z_ -]*?)\**[ \t]*:\**[ \t]*(.*?)[ \t]*$/;
const OLD_TITLE = /^#[ \t]+(?:Design:[ \t]*)?(\S.*?)[ \t]*$/;

/**
 * Reads a design's document: a header of `- **key**: value` lines under a title, closed by `---`, or front matter between
 * two `---`; then the body. A document without a header is all body, the form of old, in which a line `Status: reviewed` at
 * the top still counts. `stem` is the file's name without its ending, and the design's id. Source: artifacts.md 8.2.
 */
export function readDesign(text: string, stem: string): DesignDocument {
  const { header, fields, bodyAt } = headerOf(text);
  const stated = fields.get('status');
  const status = stated === undefined ? undefined : DESIGN_STATUSES.find((one) => one === stated.value.toLowerCase());
  const told = (key: string): string | null => fields.get(key)?.value || null;
  return {
    id: stem as DesignId,
    statedId: told('design_id'),
    title: told('title') ?? titleIn(text) ?? stem,
    status: status ?? 'draft',
    opportunityRef: told('opportunity_ref'),
    reviewSummary: told('review_summary'),
    tasklistRef: told('tasklist_ref'),
    body: header ? text.slice(bodyAt).replace(/^[\r\n]+/, '') : text,
    header: header ? new Map([...fields].map(([key, { value }]) => [key, value])) : new Map<string, string>(),
    statusAt: stated === undefined ? null : { start: stated.at, end: stated.at + stated.length },
  };
}

interface Field {
  readonly value: string;
  readonly at: number;
  /** Of the value as it is written. */
  readonly length: number;
}

interface Header {
  readonly header: boolean;
  readonly fields: ReadonlyMap<string, Field>;
  readonly bodyAt: number;
}

function headerOf(text: string): Header {
  const fields = new Map<string, Field>();
  /** A status that stands in no header. */
  let bare: Field | null = null;
  let frontMatter = false;
  const begin = text.startsWith('\uFEFF') ? 1 : 0;
  const lines = /([^\r\n]*)(\r\n?|\n|$)/g;
  for (lines.lastIndex = begin; lines.lastIndex < text.length; ) {
    const [whole = '', line = ''] = lines.exec(text) ?? [];
    const at = lines.lastIndex - whole.length;
    if (SEPARATOR.test(line)) {
      // Front matter begins with the sign that ends a header.
      if (at === begin) frontMatter = true;
      else if (fields.size > 0) return { header: true, fields, bodyAt: lines.lastIndex };
      else break;
    } else if (line.startsWith('##')) break;
    else {
      const field = fieldIn(line, at, frontMatter);
      if (field !== null && (frontMatter || line.startsWith('- '))) fields.set(field.key, field);
      else if (field?.key === 'status') bare = field;
    }
  }
  const status = fields.get('status') ?? bare;
  return { header: false, fields: new Map(status === null ? [] : [['status', status]]), bodyAt: 0 };
}

function fieldIn(line: string, at: number, frontMatter: boolean): (Field & { readonly key: string }) | null {
  const [, key, written] = FIELD.exec(line) ?? [];
  if (key === undefined || written === undefined) return null;
  const value = frontMatter ? written.replace(/^(["'])(.*)\1$/, '$2') : written;
  const start = at + line.trimEnd().length - written.length;
  return { key: key.toLowerCase().replace(/[ -]/g, '_'), value, at: start, length: written.length };
}

function titleIn(text: string): string | null {
  for (const line of text.split(/\r\n?|\n/, 20)) {
    const title = OLD_TITLE.exec(line)?.[1];
    if (title !== undefined) return title;
  }
  return null;
}

/** Characters of a note. */
const NOTE = 500;

/**
 * The document with another status and with these notes in its header, all else as it is; null when its header states no
 * status. A document of old has no place for notes.
 */
export function withDesignStatus(
  text: string,
  stem: string,
  status: DesignStatus,
  notes: DesignNotes = {},
): string | null {
  const { statusAt } = readDesign(text, stem);
  if (statusAt === null) return null;
  const next = text.slice(0, statusAt.start) + status + text.slice(statusAt.end);
  return Object.entries(notes).reduce((sofar, [key, words]) => withNote(sofar, key, words), next);
}

function withNote(text: string, key: string, words: string): string {
  const { header, fields } = headerOf(text);
  const value = [...words.replace(/\s+/g, ' ').trim()].slice(0, NOTE).join('');
  if (!header || value === '') return text;
  const frontMatter = isFrontMatter(text);
  const written = frontMatter ? `"${value.replaceAll('"', "'")}"` : value;
  const there = fields.get(key);
  if (there !== undefined) return text.slice(0, there.at) + written + text.slice(there.at + there.length);
  // Behind the status, which a header with a note has.
  const { at = 0, length = 0 } = fields.get('status') ?? {};
  const end = at + length + (/^[^\r\n]*/.exec(text.slice(at + length))?.[0].length ?? 0);
  const line = frontMatter ? `${key}: ${written}` : `- **${key}**: ${written}`;
  return `${text.slice(0, end)}${lineEndOf(text)}${line}${text.slice(end)}`;
}

/** Whether the header of a document is front matter. */
const isFrontMatter = (text: string): boolean =>
  SEPARATOR.test(text.replace(/^\uFEFF/, '').split(/\r\n?|\n/, 1)[0] ?? '');

/** What a header has to say for a document to be one of ours; by key, in this order. */
export type HeaderFields = Readonly<Record<'design_id' | 'title' | 'status' | 'opportunity_ref' | 'created', string>>;

/**
 * The document with a header that says these things: lines of it that say something else are set right, missing ones are
 * put in, and everything else, other keys included, stays. What it says of `status` and `created` is left as it is.
 */
export function withHeader(text: string, stem: string, wanted: HeaderFields): string {
  const eol = lineEndOf(text);
  const { header, body } = readDesign(text, stem);
  if (header.size === 0)
    return [...headerLines(wanted), '', text.replace(/^\uFEFF?#[^\r\n]*(?:\r\n?|\n)*/, '')].join(eol);
  const own = new Map(header);
  const others = [...own].filter(([key]) => !(key in wanted));
  const kept: HeaderFields = {
    ...wanted,
    status: DESIGN_STATUSES.find((one) => one === own.get('status')) ?? wanted.status,
    created: own.get('created') || wanted.created,
  };
  const same = Object.entries(kept).every(([key, value]) => own.get(key) === value);
  return same ? text : [...headerLines(kept, others), '', ...wordsIn(text), body].join(eol);
}

/** What stands in a header and is neither a field nor the title: it goes to the beginning of the body. */
function wordsIn(text: string): readonly string[] {
  const { bodyAt } = headerOf(text);
  const frontMatter = isFrontMatter(text);
  const isField = (line: string): boolean =>
    (frontMatter || line.startsWith('- ')) && fieldIn(line, 0, frontMatter) !== null;
  const lines = text
    .slice(0, bodyAt)
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/);
  const words = lines.filter(
    (line) => line.trim() !== '' && !isField(line) && !SEPARATOR.test(line) && !OLD_TITLE.test(line),
  );
  return words.length === 0 ? [] : [...words, ''];
}

function headerLines(fields: HeaderFields, others: readonly (readonly [string, string])[] = []): readonly string[] {
  const lines = [...Object.entries(fields), ...others].map(([key, value]) => `- **${key}**: ${value}`);
  return [`# ${fields.title}`, '', ...lines, '', '---'];
}

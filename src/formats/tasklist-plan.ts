import { slug, type TaskId } from '../domain/ids.js';
import { lineEndOf } from './line-end.js';
import { type Entry, readTasklist } from './tasklist.js';
import { append, remove, replace } from './tasklist-edit.js';

/** Of an id that is made of a title; a number may follow, and 40 is the most. */
const LONGEST = 36;

/** The blocks of tasks, as they stand. */
export const blocksOf = (text: string, ids: ReadonlySet<string>): readonly string[] =>
  readTasklist(text)
    .entries.filter(({ id }) => ids.has(id))
    .map(({ start, end }) => text.slice(start, end));

/** The list without some tasks, all else as it is. */
export function withoutTasks(text: string, ids: readonly TaskId[]): string {
  let left = text;
  for (const id of ids) {
    const taken = remove(left, id);
    if (taken.ok) left = taken.value;
  }
  return left;
}

/** The list with these blocks behind it; as it is where they cannot be put in. */
export function withBlocks(text: string, blocks: readonly string[]): string {
  const added = append(text, blocks);
  return added.ok ? added.value : text;
}

/** What a planned task refers to; null where there is nothing. */
export interface PlanRefs {
  readonly designRef: string | null;
  readonly opportunityRef: string | null;
}

/** Gives planned tasks an id of their own and the references they lack, so that nobody depends on what a planner remembers. */
export function stamped(
  text: string,
  ids: readonly TaskId[],
  refs: PlanRefs,
): { readonly text: string; readonly ids: readonly TaskId[] } {
  let now = text;
  const given: TaskId[] = [];
  for (const id of ids) {
    const { entries } = readTasklist(now);
    const entry = entries.find((one) => one.id === id);
    if (entry === undefined) continue;
    const own = ownIdOf(entry, new Set(entries.map((one) => one.id)));
    const block = stampedBlock(now.slice(entry.start, entry.end), entry, own, refs, lineEndOf(now));
    const put = replace(now, id, block);
    // A block that cannot be put in its own place stays as it is.
    given.push(put.ok ? own : id);
    if (put.ok) now = put.value;
  }
  return { text: now, ids: given };
}

function ownIdOf({ id, about }: Entry, taken: ReadonlySet<string>): TaskId {
  if (about.id === id) return id;
  const word = slug(about.title, LONGEST, 'task');
  if (!taken.has(word)) return word as TaskId;
  for (let n = 2; ; n++) if (!taken.has(`${word}-${n}`)) return `${word}-${n}` as TaskId;
}

function stampedBlock(block: string, { about }: Entry, id: TaskId, refs: PlanRefs, eol: string): string {
  const named = about.id === null ? block : block.replace(/^(\s+-\s+ID:\s*)\S+/im, `$1${id}`);
  const [first = '', ...rest] = named.split(/\r\n?|\n/);
  const line = (key: string, value: string): string => `  - ${key}: ${value}`;
  return [
    first,
    ...(about.id === null ? [line('ID', id)] : []),
    ...(about.designRef === null && refs.designRef !== null ? [line('design-ref', refs.designRef)] : []),
    ...(about.opportunityRef === null && refs.opportunityRef !== null
      ? [line('opportunity-ref', refs.opportunityRef)]
      : []),
    ...rest,
  ].join(eol);
}

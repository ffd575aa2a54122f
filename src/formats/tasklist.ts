import type { TaskId } from '../domain/ids.js';
import type { Flaw } from '../domain/outlook.js';
import type { ListedTask, Task } from '../domain/task.js';
import { isIndented, type Line, scanLines, type Unclosed } from './markdown.js';
import { type About, isAbout, readAbout } from './task-about.js';
import { idGiver, textId } from './task-id.js';
import { toTask } from './task-text.js';

/** A task of a tasklist, and where it stands. Offsets count UTF-16 units of the text. */
export class Entry implements ListedTask {
  constructor(
    readonly id: TaskId,
    readonly done: boolean,
    /** Position among all tasks, done ones included; from 0. */
    readonly index: number,
    readonly group: string | null,
    /** Its words, whole, without bullet and box. */
    readonly raw: string,
    readonly about: About,
    /** The first and the last line of its block, from 1. */
    readonly line: number,
    readonly lastLine: number,
    /** The block from its bullet to the end of its last line, the line end left out. */
    readonly start: number,
    readonly end: number,
  ) {}

  /** Made when it is asked for: a list may have a hundred thousand tasks, of which a run takes one. */
  get task(): Task {
    return toTask(this.about, this);
  }

  /** Where the mark in the box stands. */
  get box(): number {
    return this.start + MARK;
  }
}

/** A tasklist that was read. */
export interface Tasklist {
  readonly text: string;
  /** In the order of the file. */
  readonly entries: readonly Entry[];
  readonly flaws: readonly Flaw[];
}

const TASK = /^- \[[ xX]\] \s*\S/;
const HALF = /^- \[[ xX]\](?![[(:])/;
const GROUP = /^## Group:[ \t]*(.*?)[ \t]*$/s;
/** Where a box has its mark, and where its text begins. */
const MARK = 3;
const TEXT = 6;

/** A block while its lines come in. */
interface Block {
  readonly first: Line;
  last: Line;
  /** Empty lines since `last`. */
  gap: number;
}

/**
 * Reads a tasklist. A task is a line `- [ ] text` or `- [x] text` at the left margin with the indented lines below it, one
 * empty line between them allowed; never one in a code fence or an HTML comment. Any text is a tasklist.
 */
export function readTasklist(text: string): Tasklist {
  const entries: Entry[] = [];
  const flaws: Flaw[] = [];
  const giveId = idGiver();
  let group: string | null = null;
  let block: Block | null = null;
  /** Whether nothing but flaws stand between the last task and here. */
  let below = false;

  const close = (): void => {
    if (block === null) return;
    entries.push(entryOf(text, block, entries.length, group, giveId, flaws));
    block = null;
    below = true;
  };
  const unclosed = scanLines(text, (line) => {
    if (block !== null && goesOn(block, line)) return;
    close();
    if (line.kind === 'blank') return;
    const plain = line.kind === 'text';
    const boxed = plain && line.text.startsWith('- [');
    if (boxed && TASK.test(line.text)) {
      block = { first: line, last: line, gap: 0 };
      return;
    }
    const heading = plain && line.text.startsWith('## ') ? GROUP.exec(line.text) : null;
    if (heading !== null) group = heading[1] || null;
    if (boxed && HALF.test(line.text)) flaws.push({ kind: 'box-without-text', line: line.number, text: line.text });
    else if (below && line.kind !== 'fence' && isAbout(line.text))
      flaws.push({ kind: 'stray-about', line: line.number, text: line.text });
    else if (!isIndented(line.text)) below = false;
  });
  close();
  if (unclosed?.contained === false) flaws.push(flawOf(text, unclosed));
  return { text, entries, flaws };
}

/** Takes a line into a block if it belongs there. */
function goesOn(block: Block, line: Line): boolean {
  if (line.kind === 'blank') {
    // Spaces alone, when there are three or more, went on with a block from the beginning of this format.
    if (line.text.length < 3 || !isIndented(line.text)) block.gap++;
    return block.gap <= 1;
  }
  const hidden = line.kind !== 'text' && line.text.trim() === '';
  if (hidden) return true;
  if (!isIndented(line.text)) return false;
  block.last = line;
  block.gap = 0;
  return true;
}

function entryOf(
  text: string,
  { first, last }: Block,
  index: number,
  group: string | null,
  giveId: (wanted: string) => string,
  flaws: Flaw[],
): Entry {
  const raw = text.slice(first.start + TEXT, last.end).trim();
  const about = readAbout(raw);
  const id = giveId(about.id ?? textId(raw));
  if (about.badId !== null) flaws.push({ kind: 'id-not-allowed', line: first.number, text: about.badId });
  if (about.id !== null && id !== about.id) flaws.push({ kind: 'id-twice', line: first.number, text: about.id });
  const done = first.text[MARK] !== ' ';
  return new Entry(id as TaskId, done, index, group, raw, about, first.number, last.number, first.start, last.end);
}

function flawOf(text: string, { kind, line }: Unclosed): Flaw {
  const shown = text.split(/\r\n?|\n/)[line - 1] ?? '';
  return { kind: kind === 'fence' ? 'unclosed-fence' : 'unclosed-comment', line, text: shown.trim() };
}

import type { TaskId } from '../domain/ids.js';
import type { Flaw } from '../domain/outlook.js';
import type { ListedTask, Task } from '../domain/task.js';
import { isIndented, type Line, scanLines, type Unclosed } from './markdown.js';
import { type About, isAbout, readAbout } from './task-about.js';
import { idGiver, textId } from './task-id.js';
import { toTask } from './task-text.js';

/** A task of a tasklist, and where it stands. Offsets count UTF-16 units of the text. */
export class Entry implements ListedTask {
  private told: About | null = null;
  private names: Names | null = null;

  constructor(
    private readonly ids: Ids,
    readonly done: boolean,
    /** Position among all tasks, done ones included; from 0. */
    readonly index: number,
    readonly group: string | null,
    /** Its words, whole, without bullet and box. */
    readonly raw: string,
    /** The first and the last line of its block, from 1. */
    readonly line: number,
    readonly lastLine: number,
    /** The block from its bullet to the end of its last line, the line end left out. */
    readonly start: number,
    readonly end: number,
  ) {}

  // What follows is made when it is asked for: a list may have a hundred thousand tasks, of which a run takes one.

  get about(): About {
    this.told ??= readAbout(this.raw);
    return this.told;
  }

  /** The same without keeping it: that of a whole long list would fill the memory. */
  readAbout(): About {
    const about = readAbout(this.raw);
    this.names ??= namesIn(about);
    return about;
  }

  /** What it names itself, which most tasks do not, as is told without reading them. */
  get named(): Names {
    this.names ??= NAMES_ID.test(this.raw) ? namesIn(readAbout(this.raw)) : NO_NAMES;
    return this.names;
  }

  get id(): TaskId {
    return this.ids.at(this.index);
  }

  get task(): Task {
    return toTask(this.about, this);
  }

  /** Where the mark in the box stands. */
  get box(): number {
    return this.start + MARK;
  }
}

/** The ids of a list's tasks. Each depends on those before it, so that they are given in order, as far as somebody asks. */
class Ids {
  private readonly given: TaskId[] = [];
  private readonly give = idGiver();

  constructor(private readonly entries: readonly Entry[]) {}

  at(index: number): TaskId {
    while (this.given.length <= index) {
      const { raw = '', named = NO_NAMES } = this.entries[this.given.length] ?? {};
      this.given.push(this.give(named.id ?? textId(raw)) as TaskId);
    }
    return this.given[index] ?? ('' as TaskId);
  }
}

/** What a task names as its id, and what it names so but can be none. */
type Names = Pick<About, 'id' | 'badId'>;
const NO_NAMES: Names = { id: null, badId: null };
const NAMES_ID = /\bid:/i;

const namesIn = ({ id, badId }: About): Names => (id === null && badId === null ? NO_NAMES : { id, badId });

/** A tasklist that was read. */
export interface Tasklist {
  readonly text: string;
  /** In the order of the file. */
  readonly entries: readonly Entry[];
  /** In the order of the file. */
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
  const ids = new Ids(entries);
  let group: string | null = null;
  let block: Block | null = null;
  /** Whether nothing but flaws stand between the last task and here. */
  let below = false;

  const close = (): void => {
    if (block === null) return;
    entries.push(entryOf(text, block, entries.length, group, ids));
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
  return {
    text,
    entries,
    get flaws() {
      return [...flaws, ...idFlaws(entries)].sort((one, other) => one.line - other.line);
    },
  };
}

/** Ids that can be none, or that two tasks have. */
function idFlaws(entries: readonly Entry[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  for (const entry of entries) {
    const { named, line } = entry;
    if (named.badId !== null) flaws.push({ kind: 'id-not-allowed', line, text: named.badId });
    if (named.id !== null && entry.id !== named.id) flaws.push({ kind: 'id-twice', line, text: named.id });
  }
  return flaws;
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

function entryOf(text: string, { first, last }: Block, index: number, group: string | null, ids: Ids): Entry {
  const raw = text.slice(first.start + TEXT, last.end).trim();
  const done = first.text[MARK] !== ' ';
  return new Entry(ids, done, index, group, raw, first.number, last.number, first.start, last.end);
}

function flawOf(text: string, { kind, line }: Unclosed): Flaw {
  const shown = text.split(/\r\n?|\n/)[line - 1] ?? '';
  return { kind: kind === 'fence' ? 'unclosed-fence' : 'unclosed-comment', line, text: shown.trim() };
}

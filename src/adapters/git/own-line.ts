import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { done, ok, type Result } from '../../domain/result.js';
import type { Status } from '../../formats/status.js';
import type { Git } from './git.js';
import { hasIgnoreLine, withIgnoreLine, withoutIgnoreLine } from './ignore-line.js';
import type { Located } from './locate.js';
import { attempt } from './scratch.js';

/** `.gitignore` while it holds our line and HEAD does not: the line counts as nobody's change (P11). */
export interface Withheld {
  /** What counts: the file without our line, one character a byte. */
  readonly text: string;
  /** Whether that is what HEAD has. */
  readonly asHead: boolean;
  readonly headId: string | null;
}

/** Keeps our own line in `.gitignore` out of what is looked at, until somebody commits it. */
export interface OwnLine {
  /** Null when `.gitignore` counts as it is. Asks git once for each version that HEAD has. */
  withheld(status: Status, signal: AbortSignal): Promise<Result<Withheld | null, Halt>>;
  /** Makes an index hold what counts in place of the file. */
  putInto(index: string, withheld: Withheld, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Whether the file holds our line at all. */
  stands(): boolean;
  /** Writes our line again if it went missing. */
  writeAgain(): Result<void, Halt>;
}

export const IGNORE_FILE = '.gitignore';
/** Everything but that file. */
export const ALL_BUT_IGNORE_FILE = ['.', `:(exclude,top,literal)${IGNORE_FILE}`];
const DOING = 'read .gitignore';
/** One character a byte: nothing is lost of a file that is no UTF-8, and our lines are ASCII. */
const BYTES = 'latin1';

export function makeOwnLine(git: Git, located: Located): OwnLine {
  const file = join(located.top, IGNORE_FILE);
  const known = new Map<string, string>();
  const algorithm = located.idBytes === 32 ? 'sha256' : 'sha1';
  const present = (): string | null => (existsSync(file) ? readFileSync(file, BYTES) : null);

  const textOf = async (id: string, now: string, signal: AbortSignal): Promise<Result<string, Halt>> => {
    const same = createHash(algorithm).update(`blob ${now.length}\0${now}`, BYTES).digest('hex') === id;
    const text = same ? now : known.get(id);
    if (text !== undefined) return ok(text);
    const asked = await git({ doing: DOING, args: ['cat-file', 'blob', id] }, signal);
    if (!asked.ok) return asked;
    const read = asked.value.stdout.toString(BYTES);
    known.set(id, read);
    return ok(read);
  };

  return {
    stands: () => hasIgnoreLine(present() ?? ''),

    async withheld({ entries }, signal) {
      const own = entries.filter(({ path }) => Buffer.from(path).equals(Buffer.from(IGNORE_FILE)));
      if (own.length === 0) return ok(null);
      const now = attempt(DOING, present);
      if (!now.ok) return now;
      if (now.value === null || !hasIgnoreLine(now.value)) return ok(null);
      const headId = own.find((entry) => entry.headId !== null)?.headId ?? null;
      const atHead = headId === null ? ok('') : await textOf(headId, now.value, signal);
      if (!atHead.ok) return atHead;
      if (hasIgnoreLine(atHead.value)) return ok(null);
      const text = withoutIgnoreLine(now.value);
      return ok({ text, headId, asHead: sameLines(text, atHead.value) });
    },

    async putInto(index, { text, asHead, headId }, signal) {
      let id = headId;
      if (!asHead) {
        const stored = await git(
          { doing: DOING, args: ['hash-object', '-w', '--stdin'], stdin: Buffer.from(text, BYTES) },
          signal,
        );
        if (!stored.ok) return stored;
        id = stored.value.stdout.toString('latin1').trim();
      }
      const entry = id === null ? `0 ${'0'.repeat(located.idBytes * 2)}` : `100644 ${id}`;
      const stdin = `${entry}\t${IGNORE_FILE}\0`;
      const put = await git({ doing: DOING, args: ['update-index', '-z', '--index-info'], index, stdin }, signal);
      return put.ok ? done : put;
    },

    writeAgain: () =>
      attempt('write the ignore line', () => {
        const now = present() ?? '';
        if (!hasIgnoreLine(now)) writeFileSync(file, withIgnoreLine(now), BYTES);
      }),
  };
}

/** Whether the later of two trees has our ignore line more than the earlier one, and nothing else. */
export async function differsByOurLine(
  git: Git,
  from: TreeId,
  to: TreeId,
  signal: AbortSignal,
): Promise<Result<boolean, Halt>> {
  if (from === to) return ok(false);
  const named = await git({ doing: DOING, args: ['diff-tree', '-r', '--name-only', '-z', from, to] }, signal);
  if (!named.ok) return named;
  if (named.value.stdout.toString(BYTES) !== `${IGNORE_FILE}\0`) return ok(false);
  const texts: string[] = [];
  for (const tree of [from, to]) {
    // 128: there is no such file in that tree.
    const args = ['cat-file', 'blob', `${tree}:${IGNORE_FILE}`];
    const read = await git({ doing: DOING, args, answers: [128] }, signal);
    if (!read.ok) return read;
    texts.push(read.value.stdout.toString(BYTES));
  }
  const [before = '', after = ''] = texts;
  return ok(hasIgnoreLine(after) && !hasIgnoreLine(before) && sameLines(withoutIgnoreLine(after), before));
}

/** Our line begins with an end for the last line of the file, if that had none. */
const sameLines = (a: string, b: string): boolean => lines(a) === lines(b);
const lines = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '');

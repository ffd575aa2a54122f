import type { FileChange } from '../domain/change.js';

/** Called for every added, or removed, line, without its newline, cut at `LINE_LIMIT` bytes. */
type OnLine = (path: string, line: string) => void;

/** Reads one difference of two trees as it streams in. */
export interface DiffReader {
  push(chunk: Uint8Array): void;
  /** The files once everything has been pushed; null when the output broke off or did not add up. */
  end(): FileDiff[] | null;
}

/** A changed file with the bytes of its name, which need not be UTF-8, and the file modes git gave. */
export interface FileDiff extends FileChange {
  readonly rawPath: Uint8Array;
  /** Octal, as git writes them; `000000` where there is no file. */
  readonly modes: readonly [before: string, after: string];
  /** Object ids before and after; zeros where there is no file. */
  readonly ids: readonly [before: string, after: string];
}

/** Longer lines are shown to a visitor cut: a minified bundle in one line must not fill the memory. */
export const LINE_LIMIT = 64 * 1024;

type Draft = { -readonly [K in keyof FileDiff]: FileDiff[K] };

const NEWLINE = 10;
const PLUS = 43;
const MINUS = 45;
const BACKSLASH = 92;
const text = new TextDecoder();
const STATUS: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  T: 'type-changed',
};

/**
 * Reads `git diff-tree -r -z --patch-with-raw`: NUL-separated records first, then one more NUL and the patch, whose
 * sections come in the order of the records. Names are taken from the records, where they are bytes; in the patch
 * they are quoted, so that no name can look like a hunk. The bytes of the patch are handed on to `onPatch` as well.
 */
export function diffReader(
  onAdded: OnLine,
  onPatch: (bytes: Uint8Array) => void,
  onRemoved: OnLine | null = null,
): DiffReader {
  const raw = rawReader();
  const patch = patchReader(raw.files, onAdded, onRemoved);
  let inPatch = false;
  return {
    push(chunk) {
      let rest = chunk;
      if (!inPatch) {
        const used = raw.push(chunk);
        if (used === null) return;
        inPatch = true;
        rest = chunk.subarray(used);
      }
      onPatch(rest);
      patch.push(rest);
    },
    end() {
      if (!raw.whole()) return null;
      if (!inPatch) return raw.files.length === 0 ? [] : null;
      return patch.whole() ? raw.files : null;
    },
  };
}

/** Reads the output of `git diff-tree -r -z --raw`, which has no patch; null when it broke off. */
export function readRaw(output: Uint8Array): FileDiff[] | null {
  const raw = rawReader();
  return raw.push(output) === null && raw.whole() ? raw.files : null;
}

/** Takes records until an empty one, the sign that the patch begins; `push` then says how much of the chunk was used. */
function rawReader() {
  const files: Draft[] = [];
  let pieces: Uint8Array[] = [];
  let open: Draft | null = null;
  let wantsFrom = false;
  let broken = false;

  const field = (bytes: Uint8Array): void => {
    if (open === null) {
      const record = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([AMDRT])\d*$/.exec(text.decode(bytes));
      const [, before = '', after = '', idBefore = '', idAfter = '', letter = ''] = record ?? [];
      const status = STATUS[letter];
      if (status === undefined) {
        broken = true;
        return;
      }
      wantsFrom = status === 'renamed';
      const counts = { added: 0, deleted: 0, binary: false, generated: false };
      const facts = { status, ...counts, modes: [before, after], ids: [idBefore, idAfter] } as const;
      open = { path: '', from: null, rawPath: bytes, ...facts };
    } else if (wantsFrom) {
      open.from = text.decode(bytes);
      wantsFrom = false;
    } else {
      open.rawPath = bytes;
      open.path = text.decode(bytes);
      files.push(open);
      open = null;
    }
  };

  return {
    files,
    whole: (): boolean => !broken && open === null && pieces.length === 0,
    push(chunk: Uint8Array): number | null {
      for (let at = 0; at < chunk.length && !broken; ) {
        const end = chunk.indexOf(0, at);
        // Copied, since the chunk's memory would otherwise be kept as long as the name is.
        pieces.push(chunk.slice(at, end === -1 ? chunk.length : end));
        if (end === -1) return null;
        at = end + 1;
        const bytes = joined(pieces);
        pieces = [];
        if (bytes.length === 0 && open === null) return at;
        field(bytes);
      }
      return null;
    },
  };
}

/** Counts the lines of each file's section and shows those that changed. */
function patchReader(files: readonly Draft[], onAdded: OnLine, onRemoved: OnLine | null) {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let next = 0;
  let sections = 0;
  let file: Draft | null = null;
  let oldLeft = 0;
  let newLeft = 0;
  let broken = false;

  const header = (line: Uint8Array): void => {
    const words = text.decode(line.subarray(0, 512));
    if (words.startsWith('diff --git ')) {
      if (sections > 0) sections--;
      else {
        file = files[next++] ?? null;
        // A file that became a link, or the other way round, is shown as a deletion and a creation.
        sections = file?.status === 'type-changed' ? 1 : 0;
      }
      broken ||= file === null;
    } else if (words.startsWith('@@ ')) {
      const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(words);
      broken ||= hunk === null || file === null;
      oldLeft = Number(hunk?.[1] ?? 1);
      newLeft = Number(hunk?.[2] ?? 1);
    } else if (words.startsWith('Binary files ') && file !== null) {
      file.binary = true;
    }
  };

  const body = (line: Uint8Array): void => {
    const mark = line[0];
    if (file === null || mark === BACKSLASH) return;
    if (mark === PLUS) {
      file.added++;
      newLeft--;
      onAdded(file.path, text.decode(line.subarray(1, 1 + LINE_LIMIT)));
    } else if (mark === MINUS) {
      file.deleted++;
      oldLeft--;
      onRemoved?.(file.path, text.decode(line.subarray(1, 1 + LINE_LIMIT)));
    } else {
      oldLeft--;
      newLeft--;
    }
    broken ||= oldLeft < 0 || newLeft < 0;
  };

  const take = (line: Uint8Array): void => (oldLeft > 0 || newLeft > 0 ? body(line) : header(line));

  return {
    whole: (): boolean =>
      !broken && keptBytes === 0 && oldLeft === 0 && newLeft === 0 && next === files.length && sections === 0,
    push(chunk: Uint8Array): void {
      for (let at = 0; at < chunk.length && !broken; ) {
        const end = chunk.indexOf(NEWLINE, at);
        const piece = chunk.subarray(at, end === -1 ? chunk.length : end);
        if (end !== -1 && keptBytes === 0) {
          take(piece);
        } else {
          // Copied, and only as much as is ever looked at: the line may be longer than the memory.
          if (keptBytes <= LINE_LIMIT) kept.push(piece.slice(0, LINE_LIMIT + 1));
          keptBytes += piece.length;
          if (end === -1) return;
          take(joined(kept));
          kept = [];
          keptBytes = 0;
        }
        at = end + 1;
      }
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

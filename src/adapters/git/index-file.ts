import { createHash } from 'node:crypto';

/** What an index says, apart from the times and sizes it remembers of files. */
export interface IndexFacts {
  /** Equal for two indexes that say the same. */
  readonly digest: string;
  /** Names of the entries that git is told not to look at (`--assume-unchanged`, `--skip-worktree`). */
  readonly hidden: readonly Buffer[];
  /** Names of the entries that are submodules. */
  readonly modules: readonly Buffer[];
}

/** Stat fields and mode before the object id. Source: git's index-format. */
const MODE_AT = 24;
const ID_AT = 40;
const ASSUME_VALID = 0x8000;
const EXTENDED = 0x4000;
const STAGE = 0x3000;
const SKIP_WORKTREE = 0x4000;
const INTENT_TO_ADD = 0x2000;
/** The type in the mode of a submodule. */
const GITLINK = 0o160000;
const NO_ENTRIES = Buffer.alloc(0);

/**
 * Reads an index file of version 2, 3 or 4. Null when it is anything else or damaged, and for a split or sparse
 * index, whose entries do not all stand in it; the caller then has to take it for changed.
 */
export function readIndex(bytes: Buffer, idBytes: number): IndexFacts | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return null;
  const count = bytes.readUInt32BE(8);
  const hash = createHash('sha1');
  const hidden: Buffer[] = [];
  const modules: Buffer[] = [];
  let at = 12;
  let name: Buffer = NO_ENTRIES;
  for (let n = 0; n < count; n++) {
    const start = at;
    if (start + ID_AT + idBytes + 4 > bytes.length) return null;
    const flags = bytes.readUInt16BE(start + ID_AT + idBytes);
    at = start + ID_AT + idBytes + 2;
    const more = (flags & EXTENDED) === 0 ? 0 : bytes.readUInt16BE(at);
    if ((flags & EXTENDED) !== 0) at += 2;

    let kept = 0;
    if (version === 4) {
      const strip = varint(bytes, at);
      if (strip === null || strip.value > name.length) return null;
      kept = name.length - strip.value;
      at = strip.end;
    }
    const end = bytes.indexOf(0, at);
    if (end === -1) return null;
    const rest = bytes.subarray(at, end);
    name = kept === 0 ? rest : Buffer.concat([name.subarray(0, kept), rest]);
    // Up to version 3 an entry is filled up with one to eight NULs to a multiple of eight bytes.
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);

    hash.update(bytes.subarray(start + MODE_AT, start + MODE_AT + 4));
    hash.update(bytes.subarray(start + ID_AT, start + ID_AT + idBytes));
    const meaning = (flags & (ASSUME_VALID | STAGE)) | ((more & (SKIP_WORKTREE | INTENT_TO_ADD)) / 0x2000);
    hash.update(`${meaning} `).update(name).update('\0');
    if ((flags & ASSUME_VALID) !== 0 || (more & SKIP_WORKTREE) !== 0) hidden.push(Buffer.from(name));
    if (bytes.readUInt32BE(start + MODE_AT) === GITLINK) modules.push(Buffer.from(name));
  }
  return hasAllEntries(bytes, at, idBytes) ? { digest: hash.digest('hex'), hidden, modules } : null;
}

/** Whether no extension says that entries stand elsewhere (`link`) or for whole folders (`sdir`). */
function hasAllEntries(bytes: Buffer, from: number, idBytes: number): boolean {
  let at = from;
  while (at + 8 <= bytes.length - idBytes) {
    const signature = bytes.toString('latin1', at, at + 4);
    if (signature === 'link' || signature === 'sdir') return false;
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return at === bytes.length - idBytes;
}

/** git's variable-width number: seven bits a byte, each continuation adding one. */
function varint(bytes: Buffer, from: number): { value: number; end: number } | null {
  let value = -1;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes.readUInt8(at);
    value = (value + 1) * 128 + (byte & 127);
    if (byte < 128) return { value, end: at + 1 };
  }
  return null;
}

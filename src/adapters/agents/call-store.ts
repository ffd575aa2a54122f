import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../domain/role.js';
import type { Ended } from '../../ports/process.js';

/** Bytes of raw output that are kept from its beginning; a flood must not fill the disk. */
const MAX_OUT = 8 << 20;

/** One call on its way to the disk. */
export interface StoredCall {
  /** The file that holds the prompt, absolute; null when it is not kept. */
  readonly promptFile: string | null;
  /** Raw output as it comes; beyond a limit it is dropped. */
  out(chunk: Uint8Array): void;
  /** Ends the record. `facts` becomes the JSON file; where output was dropped, its tail follows, with a note. */
  close(facts: Readonly<Record<string, unknown>>, tails: Pick<Ended, 'stdoutTail' | 'stderrTail'>): void;
}

/** Keeps what was asked and answered: `NNN_<role>.prompt`, `.out`, `.err`, `.json`. */
export interface CallStore {
  begin(call: number, role: Role, prompt: string): StoredCall;
}

/**
 * Keeps calls in a folder that only its owner can read, since prompts hold code. A record that cannot be written never
 * ends a call; `onTrouble` is told once.
 */
export function callStore(dir: string, onTrouble: (why: string) => void): CallStore {
  let told = false;
  const guarded = <T>(write: () => T): T | null => {
    try {
      return write();
    } catch (error) {
      if (!told) onTrouble(error instanceof Error ? error.message : String(error));
      told = true;
      return null;
    }
  };
  return {
    begin(call, role, prompt) {
      const base = join(dir, `${String(call).padStart(3, '0')}_${role}`);
      const write = (kind: string, text: string): void => writeFileSync(`${base}.${kind}`, text, { mode: 0o600 });
      let size = 0;
      const file = guarded(() => {
        mkdirSync(dir, { recursive: true, mode: 0o700 });
        write('prompt', prompt);
        return openSync(`${base}.out`, 'w', 0o600);
      });
      const append = (bytes: Uint8Array): void => {
        if (file !== null) guarded(() => writeWhole(file, bytes));
      };
      return {
        promptFile: file === null ? null : `${base}.prompt`,
        out(chunk) {
          if (size > MAX_OUT) return;
          size += chunk.byteLength;
          if (size <= MAX_OUT) append(chunk);
        },
        close(facts, { stdoutTail, stderrTail }) {
          if (size > MAX_OUT) append(Buffer.from(`\n[some of the output was not kept; it ended with:]\n${stdoutTail}`));
          if (file !== null) guarded(() => closeSync(file));
          if (stderrTail !== '') guarded(() => write('err', stderrTail));
          guarded(() => write('json', `${JSON.stringify(facts, null, 2)}\n`));
        },
      };
    },
  };
}

/** The system may take less than it was given. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

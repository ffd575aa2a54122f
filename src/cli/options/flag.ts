import { Option } from 'commander';
import type { Kind } from '../request.js';

/** A flag of the command line, told once: parsing, help, refusals and documents are all made from it. */
export interface Flag<T = unknown> {
  /** As it is typed and shown: `-v, --verbose`, `--max-cycles <n>`, `--recover [run]`, `--no-tasklist-edits`. */
  readonly flags: string;
  /** What it does, for the help; it begins with a small letter and has no full stop. */
  readonly says: string;
  /** Reads a value, given what came before in the same command line; throws commander's error for a bad one. */
  readonly read: ((value: string, before: unknown) => T) | null;
  readonly choices: readonly string[] | null;
  /** The built-in default that the help tells. `config/resolve.ts` applies it, below the settings files. */
  readonly shown: string | number | null;
  /** The dotted key of `config.toml` that it wins over. */
  readonly key: string | null;
  /** Whether it is a setting of a run: kept in the journal, so that `--continue` has it again. */
  readonly setting: boolean;
  /** The modes it belongs to, and why only to them; null when it goes with every mode. */
  readonly only: { readonly modes: readonly Kind[]; readonly why: string } | null;
}

/** Flags by the name of their value in `Typed`: commander's name of it, `noTasklistEdits` for a `--no-` flag. */
export type Flags = { readonly [name: string]: Flag };

type More = { readonly shown?: string | number; readonly key?: string };

const PLAIN = { read: null, choices: null, shown: null, key: null, setting: false, only: null } as const;

/** A flag without a value. */
export const flag = (flags: string, says: string, more: More = {}): Flag<true> => ({ ...PLAIN, flags, says, ...more });

/** A flag with a value, or in square brackets with a value that may be left out: then `T` has to allow `true`. */
export const value = <T>(
  flags: string,
  says: string,
  read: (value: string, before: unknown) => T,
  more: More = {},
): Flag<T> => ({ ...PLAIN, flags, says, read, ...more });

/** A flag whose value is one of a few words. */
export const choice = <const T extends string>(
  flags: string,
  says: string,
  choices: readonly T[],
  more: More = {},
): Flag<T> => ({ ...PLAIN, flags, says, choices, ...more });

/** Makes a flag a setting of the run. Its name has to be one of `RunFlags`. */
export const setting = <T>(of: Flag<T>): Flag<T> => ({ ...of, setting: true });

/** Keeps a flag to some modes; `why` ends the message that refuses it with others. */
export const only = <T>(modes: readonly Kind[], why: string, of: Flag<T>): Flag<T> => ({ ...of, only: { modes, why } });

/** The flag for commander. */
export function optionOf({ flags, says, read, choices, shown }: Flag): Option {
  const option = new Option(flags, shown === null ? says : `${says} (default: ${shown})`);
  if (choices !== null) option.choices([...choices]);
  else if (read !== null) option.argParser(read);
  return option;
}

/** How a flag is called in a message: its long name. */
export const longName = ({ flags }: Flag): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags;

import { parse, TomlError } from 'smol-toml';
import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Files } from '../ports/files.js';
import { lineFinder } from './locate-line.js';
import type { Table } from './toml-value.js';

/** A settings file as it was read. */
export interface TomlFile {
  readonly file: string;
  readonly table: Table;
  /** The line of a key, or of the table it would be in; null when neither is written. */
  lineOf(path: readonly string[]): number | null;
}

/** A file that does not exist. */
export const noFile = (file: string): TomlFile => ({ file, table: {}, lineOf: () => null });

/** What a line may be, for messages. */
const FORM = 'a line is a [table], or key = value with a text in quotes, a number, true, false or a list';

/** Reads a settings file. One that does not exist is an empty one; one that cannot be read or parsed is a problem. */
export async function readToml(file: string, files: Files): Promise<Result<TomlFile, Problem>> {
  const text = await files.read(file);
  if (!text.ok) return err({ what: text.error, fix: 'make it a UTF-8 file that can be read, or remove it' });
  const source = (text.value ?? '').replace(/^\uFEFF/, '');
  try {
    return ok({ file, table: parse(source), lineOf: lineFinder(source) });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const why = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? 'it is no TOML';
    return err({ what: `${file}:${error.line}:${error.column}: ${why}`, fix: `correct line ${error.line}; ${FORM}` });
  }
}

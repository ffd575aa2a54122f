import { parse, TomlError } from 'smol-toml';
import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Files } from '../ports/files.js';

/** A settings file as it was read; `source` is its text, for the lines of messages. */
export interface TomlFile {
  readonly file: string;
  readonly source: string;
  readonly table: Readonly<Record<string, unknown>>;
}

/** Reads a settings file. One that does not exist is an empty one; one that cannot be read or parsed is a problem. */
export async function readToml(file: string, files: Files): Promise<Result<TomlFile, Problem>> {
  const text = await files.read(file);
  if (!text.ok) return err({ what: text.error, fix: null });
  const source = (text.value ?? '').replace(/^\uFEFF/, '');
  try {
    return ok({ file, source, table: source === '' ? {} : parse(source) });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const why = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? 'it is no TOML';
    return err({ what: `${file}:${error.line}:${error.column}: ${why}`, fix: 'mend the file; nothing was started' });
  }
}

import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

/** A bundled file of the program as it lies in `dist/`. */
export interface Bundle {
  /** The CommonJS file, absolute. It holds ASCII only. */
  readonly file: string;
  /** What its content is known by; a build writes it down, so that no start has to work it out. */
  readonly digest: string;
}

/**
 * Loads a bundle with the code that an earlier start compiled, where there is any, and returns its exports.
 *
 * Node does this itself from 22.1 on (`module.enableCompileCache`, which `bin/millstone.js` calls); this is for the
 * versions before. What is kept lies in a folder of this person's in the system's temporary folder and holds for one
 * version of Node and one content of the bundle. Whatever is wrong with it, the bundle is compiled as if it were not
 * there. NODE_DISABLE_COMPILE_CACHE=1 turns it off, as it does Node's own.
 */
export function compiled(bundle: Bundle, folder = compiledFolder()): Record<string, unknown> {
  const require = module.createRequire(bundle.file);
  if ('enableCompileCache' in module || process.env.NODE_DISABLE_COMPILE_CACHE || !isOurs(folder))
    return require(bundle.file) as Record<string, unknown>;
  const kept = join(folder, `${basename(bundle.file)}-${bundle.digest}-${process.version}-${process.arch}`);
  const cachedData = read(kept);
  const source = readFileSync(bundle.file, 'latin1');
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: bundle.file,
    ...(cachedData ? { cachedData } : {}),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const made = { exports: {} as Record<string, unknown> };
  script.runInThisContext()(made.exports, require, made, bundle.file, dirname(bundle.file));
  // At the end, when what a run calls has been compiled too.
  if (!cachedData || script.cachedDataRejected) process.once('exit', () => keep(kept, script));
  return made.exports;
}

/** Where compiled code is kept: a folder for each person, since what lies in it is run. */
function compiledFolder(): string {
  return join(tmpdir(), `millstone-compiled-${process.getuid?.() ?? 'own'}`);
}

/** Whether a folder is there, or could be made, that nobody but this person can write into. */
function isOurs(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a second program that starts meanwhile reads either the old file or the new one. */
function keep(file: string, script: Script): void {
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, script.createCachedData(), { mode: 0o600 });
    renameSync(fresh, file);
  } catch {
    rmSync(fresh, { force: true });
  }
}

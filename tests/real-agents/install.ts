import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE } from './places.js';
import { type Agent, PINNED } from './versions.js';

const run = promisify(execFile);
/** npm has to fetch up to 400 MB. */
const PATIENCE_MS = 600_000;

/** A real program that can be driven. */
export interface Installed {
  readonly agent: Agent;
  readonly version: string;
  /** The folder with the program, for PATH. */
  readonly bin: string;
  /** What the installation took when it was made. */
  readonly seconds: number | null;
  readonly megabytes: number;
}

/**
 * Installs an agent's program into the cache, unless it is there. `why` tells that the registry could not serve it;
 * `gone` that it is known not to.
 */
export async function install(
  agent: Agent,
  latest: boolean,
  gone: string | null,
): Promise<{ readonly ok: true; readonly installed: Installed } | { readonly ok: false; readonly why: string }> {
  const pinned = PINNED[agent];
  try {
    if (gone !== null && latest) return { ok: false, why: gone };
    const version = latest ? await newest(pinned.package) : pinned.version;
    const folder = join(CACHE, `${agent}-${version}`);
    const there = existsSync(join(folder, 'node_modules', '.bin', agent));
    if (gone !== null && !there) return { ok: false, why: gone };
    if (!there) await fetch(folder, `${pinned.package}@${version}`);
    const took = join(folder, TOOK);
    const seconds = existsSync(took) ? Number(readFileSync(took, 'utf8')) : null;
    const bin = join(folder, 'node_modules', '.bin');
    return { ok: true, installed: { agent, version, bin, seconds, megabytes: sizeOf(folder) } };
  } catch (error) {
    return { ok: false, why: (error instanceof Error ? error.message : String(error)).trim().slice(0, 500) };
  }
}

async function newest(name: string): Promise<string> {
  const { stdout } = await run('npm', ['view', ...QUIET, `${name}@latest`, 'version'], { timeout: PATIENCE_MS });
  return stdout.trim();
}

/** A registry that does not answer is given up in a minute; why it failed is told even by an `npm run --silent`. */
const QUIET = ['--no-fund', '--no-audit', '--loglevel=error', '--fetch-retries=1', '--fetch-timeout=60000'];
/** Words of a registry that cannot be reached at all. */
const UNREACHABLE = /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|E?TIMEDOUT|EIDLETIMEOUT)\b/;

/** Whether asking the same registry for something else would be in vain. */
export const isUnreachable = (why: string): boolean => UNREACHABLE.test(why);

/** A file that keeps the seconds of an installation. */
const TOOK = '.seconds';

/** Beside its place first, so that a broken installation is never taken for one. */
async function fetch(folder: string, what: string): Promise<void> {
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'package.json'), '{"private":true}\n');
  const began = Date.now();
  try {
    await run('npm', ['install', ...QUIET, '--save-exact', what], { cwd: making, timeout: PATIENCE_MS });
    writeFileSync(join(making, TOOK), String(Math.round((Date.now() - began) / 1_000)));
    rmSync(folder, { recursive: true, force: true });
    renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Megabytes of a folder, kept beside it: adding up takes longer than some tests. */
function sizeOf(folder: string): number {
  const file = join(folder, '.megabytes');
  if (existsSync(file)) return Number(readFileSync(file, 'utf8'));
  const seen = new Set<number>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { ino, blocks } = statSync(join(entry.parentPath, entry.name));
    if (!seen.has(ino)) bytes += blocks * 512;
    seen.add(ino);
  }
  const megabytes = Math.round(bytes / 1_048_576);
  writeFileSync(file, String(megabytes));
  return megabytes;
}

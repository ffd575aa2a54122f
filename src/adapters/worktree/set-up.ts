import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Halt, StopSignal } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import type { RunProcess } from '../../ports/process.js';
import { systemWords } from '../files/system-words.js';
import { installCommand } from './install-command.js';

/** The longest set-up: as long as an agent may take. */
const TOTAL_MS = 60 * 60_000;
const GRACE_MS = 5_000;
const TAIL_BYTES = 8 * 1024;

/** What a new worktree needs beside the files that git tracks. */
export interface SetUp {
  /** Starts what is watched over. */
  readonly run: RunProcess;
  readonly env: Readonly<Record<string, string>>;
  /** The checkout that links lead to. */
  readonly main: string;
  /** Empty for nothing; null for the install command of the package manager. */
  readonly command: string | null;
  /** Relative to the top level. */
  readonly links: readonly string[];
}

/** Links what is to be shared, and runs the set-up command. Its failure is a halt with what it printed. */
export async function setUp(setUp: SetUp, top: string, signal: AbortSignal): Promise<Result<void, Halt>> {
  const linked = link(setUp, top);
  if (!linked.ok) return linked;
  // What is linked need not be installed.
  const own = setUp.links.some((path) => path.replace(/\/+$/, '') === 'node_modules') ? null : installCommand(top);
  const command = setUp.command ?? own ?? '';
  if (command.trim() === '') return done;
  const limits = { idleMs: 0, totalMs: TOTAL_MS, graceMs: GRACE_MS, tailBytes: TAIL_BYTES };
  const shell = { program: '/bin/sh', args: ['-c', command], cwd: top, stdin: null, env: setUp.env, limits };
  const { ending, stdoutTail, stderrTail } = await setUp.run({ ...shell, foreign: true }, signal);
  if (ending.kind === 'exited' && ending.code === 0) return done;
  if (ending.kind === 'cancelled') return err({ reason: 'cancelled', signal: signal.reason as StopSignal });
  const how = ending.kind === 'exited' ? `ended with exit code ${ending.code}` : `did not end well (${ending.kind})`;
  const said = (stderrTail.trim() || stdoutTail.trim()).split('\n').slice(-5).join(' ');
  const what = `the set-up command of the worktree, ${command}, ${how}${said === '' ? '' : `: ${said}`}`;
  const fix = 'set worktree_setup in .millstone/config.toml to what a fresh checkout needs, or to "" for nothing';
  return err({ reason: 'preflight', problems: [{ what, fix }] });
}

/** What is not there in the main checkout, or is there already in the new one, is passed over. */
function link({ main, links }: SetUp, top: string): Result<void, Halt> {
  for (const path of links) {
    const [from, to] = [join(main, path), join(top, path)];
    if (!to.startsWith(`${top}/`) || !isThere(from) || isThere(to)) continue;
    try {
      mkdirSync(dirname(to), { recursive: true });
      symlinkSync(from, to);
    } catch (error) {
      return err({ reason: 'state', file: to, why: systemWords(error) });
    }
  }
  return done;
}

const isThere = (path: string): boolean => lstatSync(path.replace(/\/+$/, ''), { throwIfNoEntry: false }) !== undefined;

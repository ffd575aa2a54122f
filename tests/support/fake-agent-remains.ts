import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';

/** A test that still waits after this many looks is given the names of what runs. */
const LOOKS = 400;
const APART_MS = 25;

const text = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Whether a process runs; one that is dead and not yet collected does not. */
function runs(pid: number): boolean {
  if (process.platform === 'linux') {
    const stat = text(`/proc/${pid}/stat`);
    return stat !== '' && !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  }
  try {
    return !/^\s*(Z|$)/.test(execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/**
 * The processes that have a folder's name in their environment, told by their command lines: a rig gives its own folder
 * to the program as HOME, and everything the program starts inherits it. Empty where environments cannot be read.
 */
function heirs(folder: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && text(`/proc/${name}/environ`).includes(folder) && runs(Number(name)))
    .map((pid) => `${pid} ${text(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()}`);
}

/** Waits for the end of these processes; fails if some stay. */
export const expectGone = (...pids: readonly (number | null)[]): Promise<void> =>
  expectNone(() => pids.filter((pid) => pid !== null && runs(pid)).map((pid) => `${pid} still runs`));

/** Waits for the end of everything that was started under a folder, and of these processes; fails if some stay. */
export async function expectNobodyLeft(folder: string, ...pids: readonly (number | null)[]): Promise<void> {
  await expectGone(...pids);
  await expectNone(() => heirs(folder));
}

async function expectNone(left: () => readonly string[]): Promise<void> {
  for (let looks = 0; looks < LOOKS && left().length > 0; looks++) await pause(APART_MS);
  expect(left()).toEqual([]);
}

import { readdirSync, readFileSync } from 'node:fs';

const KIB_PER_MIB = 1024;
const EVERY_MS = 1000;

/** What a process has held at most. */
export interface Footprint {
  readonly mib: number;
  readonly files: number;
}

/** Looks at a process every second until it has ended; the result grows meanwhile. Linux only: elsewhere all is 0. */
export function footprint(pid: number): { readonly most: () => Footprint; readonly end: () => void } {
  let most: Footprint = { mib: 0, files: 0 };
  const look = (): void => {
    try {
      const resident = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
      const files = readdirSync(`/proc/${pid}/fd`).length;
      most = { mib: Math.max(most.mib, resident / KIB_PER_MIB), files: Math.max(most.files, files) };
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return { most: () => most, end: () => clearInterval(timer) };
}

import type { ChildProcess } from 'node:child_process';

/** A run of the built program. */
export interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly exit: number | null; readonly output: string }>;
}

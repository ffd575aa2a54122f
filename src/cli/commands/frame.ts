import { childEnv } from '../../adapters/agents/child-env.js';
import type { Halt } from '../../domain/halt.js';
import type { Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { RunProcess } from '../../ports/process.js';
import type { Host } from '../host.js';
import { openReporting, type Reporting } from '../reporting.js';
import type { Request, RunRequest } from '../request.js';
import { listenForSignals } from '../signals.js';
import { endRun, type Refusal } from './end-run.js';

/** What the parts of a command share. */
export interface TaskRun<R extends Request = RunRequest> {
  readonly request: R;
  readonly host: Host;
  readonly reporting: Reporting;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string>>;
}

/** A run with the way to start what has to be watched over. */
export interface WatchedRun<R extends Request = RunRequest> extends TaskRun<R> {
  readonly watched: RunProcess;
  /** What all of it bears in its environment. */
  readonly mark: string;
}

/** Does a command's work between its first event and its last, and returns the exit code. */
export async function framed(
  request: TaskRun['request'],
  host: Host,
  leave: (exit: number) => void,
  work: (run: TaskRun) => Promise<Result<RunDone, Halt | Refusal>>,
): Promise<number> {
  const reporting = openReporting(request.screen, host);
  const stopper = listenForSignals((signal) => reporting.emit({ type: 'stop-asked', signal }), leave);
  try {
    const result = await work({ request, host, reporting, signal: stopper.signal, env: childEnv(host.env) });
    await reporting.settle();
    return endRun(result, reporting, request.exitCodes);
  } finally {
    await reporting.close();
    stopper.close();
  }
}

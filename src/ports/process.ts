/** A program to start. It gets its own process group; everything it leaves behind is ended with it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Written to its standard input, which is then closed; null means no input at all. */
  readonly stdin: string | Uint8Array | null;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** Named by a user or the repository, as hooks and check commands are: started with more care, which takes longer. */
  readonly foreign?: boolean;
  /** Every chunk of standard output as it comes; nothing is kept for the caller but the tail. */
  readonly onStdout?: (chunk: Uint8Array) => void;
  readonly onStderr?: (chunk: Uint8Array) => void;
}

/** Milliseconds; 0 means no limit. `tailBytes` of each stream are kept. */
export interface Limits {
  readonly idleMs: number;
  readonly totalMs: number;
  /** Between asking a program to end and ending it. */
  readonly graceMs: number;
  readonly tailBytes: number;
}

/** How a program ended. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-started'; readonly why: string }
  | { readonly kind: 'silent'; readonly ms: number }
  | { readonly kind: 'timeout'; readonly ms: number }
  | { readonly kind: 'cancelled' };

export interface Ended {
  readonly ending: Ending;
  /** The last bytes of each stream, invalid UTF-8 replaced. */
  readonly stdoutTail: string;
  readonly stderrTail: string;
  readonly ms: number;
}

/** Runs a program to its end. Never throws for what the program does; resolves only when all of it is gone. */
export type RunProcess = (command: Command, signal: AbortSignal) => Promise<Ended>;

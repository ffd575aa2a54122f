import type { MessagePort } from 'node:worker_threads';

/** What the process of a stage hands to the thread of its hooks. */
export interface Watching {
  /** Told of every module that is loaded. */
  readonly port: MessagePort;
  /** The only ones that may be, as URLs; null for all. */
  readonly only: readonly string[] | null;
}

let told: MessagePort | null = null;
let allowed: ReadonlySet<string> | null = null;

/** Node calls this once, in the thread of the hooks. */
export function initialize({ port, only }: Watching): void {
  told = port;
  allowed = only === null ? null : new Set(only);
}

/** Tells which modules are loaded and leaves their loading to Node, but for a file that nobody has seen. */
export function load(url: string, context: unknown, next: (url: string, context: unknown) => unknown): unknown {
  told?.postMessage(url);
  const [file = url] = url.split(/[?#]/);
  if (allowed !== null && file.startsWith('file:') && !allowed.has(file))
    throw new Error(`${file.slice('file://'.length)} was not a part of it when the run began`);
  return next(url, context);
}

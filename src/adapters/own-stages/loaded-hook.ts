import type { MessagePort } from 'node:worker_threads';

let told: MessagePort | null = null;

/** Node calls this once, in the thread of the hooks. */
export function initialize(port: MessagePort): void {
  told = port;
}

/** Tells which modules are loaded, and leaves their loading to Node. */
export function load(url: string, context: unknown, next: (url: string, context: unknown) => unknown): unknown {
  told?.postMessage(url);
  return next(url, context);
}

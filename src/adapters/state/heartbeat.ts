import { nodeFiles } from '../files/node-files.js';

/** Shows to others that a process lives. */
export interface Heartbeat {
  stop(): void;
}

/**
 * Writes the time into a file, now and every so often: seconds since 1970 with six decimals, and a newline. What cannot be
 * written is told once and is no business of the work.
 */
export function heartbeat(file: string, everyMs: number, now: () => Date, onTrouble: (why: string) => void): Heartbeat {
  let told = false;
  const beat = async (): Promise<void> => {
    const written = await nodeFiles.write(file, `${(now().getTime() / 1000).toFixed(6)}\n`);
    if (written.ok || told) return;
    told = true;
    onTrouble(written.error);
  };
  void beat();
  const timer = setInterval(() => void beat(), everyMs).unref();
  return { stop: () => clearInterval(timer) };
}

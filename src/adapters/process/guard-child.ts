import { closeSync, openSync, writeSync } from 'node:fs';
import { alive } from './end-all.js';
import { family, listProcesses, marked, signalAll } from './strays.js';

/** Between asking what is left to end and ending it. */
const GRACE_MS = 1_000;
const LOOK_MS = 50;

/** The file to write to; empty for none. */
const sign = process.argv[3] ?? '';
const mark = `MILLSTONE_RUN=${process.argv[2] ?? ''}`;
const groups = new Set<number>();
/** Everything found once: when an agent has ended, nobody can tell any more whose its tools were. */
const known = new Set<number>();
let rest = '';

// It has to outlive the one it watches over: a Ctrl-C on the terminal is not meant for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const told = (rest + text).split('\n');
  rest = told.pop() ?? '';
  for (const line of told) {
    const group = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(group);
    else groups.delete(group);
  }
});
process.stdin.on('end', () => void endWhatIsLeft());
process.stdin.on('error', () => void endWhatIsLeft());

async function left(): Promise<readonly number[]> {
  const inFamilies = groups.size === 0 ? [] : family(await listProcesses(), groups);
  for (const pid of [...inFamilies, ...(await marked(mark))]) if (pid !== process.pid) known.add(pid);
  return alive(known);
}

/**
 * Whoever goes on with the run can tell by its time what others did later. It is there, empty, while the run lives:
 * whoever has taken over meanwhile has removed it, and it must not come back.
 */
function leaveSign(): void {
  if (sign === '') return;
  try {
    const file = openSync(sign, 'r+');
    writeSync(file, '\n');
    closeSync(file);
  } catch {
    // Then nobody can tell.
  }
}

async function endWhatIsLeft(): Promise<void> {
  const until = performance.now() + GRACE_MS;
  signalAll(await left(), 'SIGTERM');
  while (performance.now() < until && (await left()).length > 0)
    await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
  signalAll(await left(), 'SIGKILL');
  leaveSign();
  process.exit(0);
}

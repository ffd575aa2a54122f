import { family, listProcesses, marked, signalAll } from './strays.js';

/** How often a dying family is looked at. */
const LOOK_MS = 50;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/**
 * Ends a process with its group, its descendants and whoever bears its mark: asked first, forced after `graceMs`.
 * The descendants are listed before anything is ended, since afterwards nobody knows whose they were. Resolves when
 * all of them are gone.
 */
export async function endAll(
  pid: number,
  mark: string | null,
  graceMs: number,
  exited: Promise<unknown>,
): Promise<void> {
  const known = new Set(await members(pid, mark));
  // The group by its number as well: a child born this instant is not in the list yet.
  signalAll([-pid, ...known], 'SIGTERM');

  const until = performance.now() + graceMs;
  while (performance.now() < until) {
    for (const one of await members(pid, mark)) known.add(one);
    if ((await alive(known)).length === 0) break;
    await pause(LOOK_MS);
  }
  // Twice, since a tool may have started another between the listing and the end.
  for (let round = 0; round < 2; round++) {
    for (const one of await members(pid, mark)) known.add(one);
    signalAll([-pid, ...(await alive(known))], 'SIGKILL');
  }
  await exited;
}

async function members(pid: number, mark: string | null): Promise<readonly number[]> {
  const roots = new Set([pid]);
  const found = family(await listProcesses(), roots);
  return mark === null ? found : [...found, ...(await marked(mark))];
}

/** Those that still run; a number that another process has meanwhile taken cannot be told, and is rare. */
async function alive(pids: ReadonlySet<number>): Promise<readonly number[]> {
  const running = new Set((await listProcesses()).filter((one) => !one.zombie).map((one) => one.pid));
  return [...pids].filter((pid) => running.has(pid));
}

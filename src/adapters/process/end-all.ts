import { family, listProcesses, marked, signalAll } from './strays.js';

/** How often a dying family is looked at, when it was asked to end and when it was ended. */
const LOOK_MS = 50;
const LOOK_AGAIN_MS = 5;
/** What is still there so long after it was ended hangs in the system, and is not waited for. */
const LONGEST_DEATH_MS = 2_000;

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
  const known = new Set<number>();
  const left = async (): Promise<readonly number[]> => {
    for (const one of await members(pid, mark)) known.add(one);
    return alive(known);
  };
  // The group by its number as well: a child born this instant is not in the list yet.
  signalAll([-pid, ...(await left())], 'SIGTERM');
  const asked = performance.now() + graceMs;
  while (performance.now() < asked && (await left()).length > 0) await pause(LOOK_MS);

  // Repeated, since a tool may start another between the listing and the end.
  const forced = performance.now() + LONGEST_DEATH_MS;
  for (let still = await left(); ; still = await left()) {
    signalAll([-pid, ...still], 'SIGKILL');
    if (still.length === 0 || performance.now() > forced) break;
    await pause(LOOK_AGAIN_MS);
  }
  await exited;
}

async function members(pid: number, mark: string | null): Promise<readonly number[]> {
  const roots = new Set([pid]);
  const found = family(await listProcesses(), roots);
  return mark === null ? found : [...found, ...(await marked(mark))];
}

/** Those that still run; a number that another process has meanwhile taken cannot be told, and is rare. */
export async function alive(pids: ReadonlySet<number>): Promise<readonly number[]> {
  const running = new Set((await listProcesses()).filter((one) => !one.zombie).map((one) => one.pid));
  return [...pids].filter((pid) => running.has(pid));
}

import { writeFileSync } from 'node:fs';
import type { RunEvent } from '../../src/domain/event.js';
import { recordFile } from '../support/fake-agent-record.js';
import { builds, TASK } from '../support/fake-agent-script.js';
import type { Ran, Rig } from '../support/rig.js';

/** What the agents were asked for, sanity checks that nobody scripted apart; `after` leaves out so many first calls. */
export async function purposes(rig: Rig, after = 0): Promise<readonly string[]> {
  const calls = (await rig.fake.calls()).slice(after);
  return calls.filter(({ purpose, turn }) => turn !== null || purpose !== 'sanity-build').map(({ purpose }) => purpose);
}

export interface Continued extends Ran {
  readonly events: readonly RunEvent[];
  /** What was asked for since. */
  readonly asked: readonly string[];
}

/** Goes on with the rig's unfinished run. */
export async function goesOn(rig: Rig, ...args: readonly string[]): Promise<Continued> {
  const before = (await rig.fake.calls()).length;
  const ran = await rig.events('--continue', ...args);
  return { ...ran, asked: await purposes(rig, before) };
}

/** Paths of the newest commit. */
export const committed = (rig: Rig): readonly string[] =>
  rig.git('show', '--format=', '--name-only', 'HEAD').split('\n');

/** Puts this in the place of a line of the journal, counted from 0; from the end when negative. */
export function damageJournal(rig: Rig, at: number, mend: (line: string) => string): string {
  const file = recordFile(rig.repo, '.journal.jsonl');
  const lines = rig
    .read(file.slice(rig.repo.length + 1))
    .trimEnd()
    .split('\n');
  const index = at < 0 ? lines.length + at : at;
  lines[index] = mend(lines[index] ?? '');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return `${file}:${index + 1}`;
}

/** Starts a run, and kills it while its author is at work and has written `a.txt`. */
export async function killedInBuild(rig: Rig): Promise<number> {
  rig.script({ ...builds, hangs: true });
  const run = rig.start(TASK);
  await rig.fake.reached(1, 'hanging');
  run.child.kill('SIGKILL');
  await run.ended;
  return run.pid;
}

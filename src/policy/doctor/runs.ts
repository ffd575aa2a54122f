import type { LockFacts, Point, RepositoryFacts } from '../../domain/checkup.js';
import { failed, firstLine, good, unknown, warned } from './point.js';

/** What runs have left here: the lock, STOP.md, one that is not finished, what was parked. */
export function runPoints({ lock, stopFile, unfinished, parked }: RepositoryFacts): readonly Point[] {
  const stillAtWork = lock.ok && lock.value?.lives === true;
  return [
    lock.ok ? lockPoint(lock.value) : unknown('run lock', lock.error),
    stopFile.ok ? stopPoint(stopFile.value) : failed('STOP.md', stopFile.error, 'mend the file, or move it away'),
    ...(stillAtWork ? [] : [unfinishedPoint(unfinished)]),
    parked.ok ? parkedPoint(parked.value) : unknown('parked work', parked.error),
  ];
}

function lockPoint(lock: LockFacts | null): Point {
  const about = 'run lock';
  if (lock === null) return good(about, 'no run is at work');
  const { file, holder, lives } = lock;
  if (holder === null) return warned(about, `${file} cannot be read`, 'nothing: the next run replaces it');
  const who = `run ${holder.run} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return lives
    ? warned(about, `${who} is at work`, 'wait for it: --watch follows it, --stop ends it after the running task')
    : warned(about, `${who} has died and left its lock`, 'nothing: the next run takes it over');
}

function stopPoint(text: string | null): Point {
  if (text === null) return good('STOP.md', 'there is none');
  const why = firstLine(text.replace(/^#.*(?:\n+|$)/, ''));
  const fix = 'read .millstone/STOP.md, then start with --clear-stop, which files it away';
  return warned('STOP.md', `an earlier run was stopped${why === '' ? '' : `: ${why}`}`, fix);
}

function unfinishedPoint(unfinished: RepositoryFacts['unfinished']): Point {
  const about = 'last run';
  if (!unfinished.ok) {
    const fix =
      'put it back as it was, or use the millstone that wrote it; millstone --continue --abort gives the run up';
    return failed(about, unfinished.error, fix);
  }
  if (unfinished.value === null) return good(about, 'none is unfinished');
  const { run, says } = unfinished.value;
  const why = says === null ? 'died' : `halted: ${firstLine(says)}`;
  const fix = 'millstone --continue goes on with it, millstone --continue --abort gives it up';
  return warned(about, `${run} ${why}`, fix);
}

function parkedPoint(runs: readonly string[]): Point {
  const about = 'parked work';
  if (runs.length === 0) return good(about, 'there is none');
  const many = runs.length === 1 ? 'one run' : `${runs.length} runs`;
  return good(about, `of ${many}; git for-each-ref refs/millstone/parked lists it`);
}

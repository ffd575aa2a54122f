import type { CheckFacts, Point } from '../../domain/checkup.js';
import { failed, good, unknown, warned } from './point.js';

/** The commands that check the work: whether what they start is there. */
export function checkPoints(checks: readonly CheckFacts[] | null): readonly Point[] {
  if (checks?.length === 0) {
    const says = 'no check commands of this project are known: reviewers judge without';
    return [unknown('checks', says, 'name the command of the tests in .millstone/project.toml')];
  }
  return (checks ?? []).map(({ name, command, written, program, found }) => {
    const about = `check ${name}`;
    if (program === null) return unknown(about, `${command}: only the shell knows what this starts`);
    if (found) return good(about, written ? command : `${command} (found by the files of the project)`);
    const fix = `install ${program}, put it on PATH, or correct the command in .millstone/project.toml`;
    const says = `${command}: ${program} was not found`;
    // Nobody asked for what was only found; without it a reviewer is told that it was not measured.
    return written ? failed(about, says, fix) : warned(about, says, fix);
  });
}

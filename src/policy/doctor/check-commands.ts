import type { CheckFacts, Point } from '../../domain/checkup.js';
import { failed, good, unknown } from './point.js';

/** The commands that check the work: whether what they start is there. */
export function checkPoints(checks: readonly CheckFacts[] | null): readonly Point[] {
  return (checks ?? []).map(({ name, command, program, found }) => {
    const about = `check ${name}`;
    if (program === null) return unknown(about, `${command}: only the shell knows what this starts`);
    if (found) return good(about, command);
    const fix = `install ${program}, put it on PATH, or correct the command in .millstone/project.toml`;
    return failed(about, `${command}: ${program} was not found`, fix);
  });
}

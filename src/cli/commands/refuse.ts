import { exitOf } from '../../domain/exit-codes.js';
import type { Halt } from '../../domain/halt.js';
import { haltNext, haltSays } from '../../domain/halt-rules.js';
import { printer } from '../../report/printer.js';
import { refusal, refusals } from '../../report/refusal.js';
import type { Host } from '../host.js';
import { outletsOf } from '../outlets.js';
import type { Request } from '../request.js';
import type { Refusal } from './end-run.js';

/** Says what stands in the way, and returns the exit code. */
export function refuse(why: Halt | Refusal, { screen, exitCodes }: Request, host: Host): number {
  const { print } = printer(outletsOf(screen, host));
  const refused = why.reason === 'refused';
  (refused ? why.problems.flatMap(refusal) : refusals(why)).forEach(print);
  const exit = refused ? 2 : exitOf(why, exitCodes);
  const object = refused
    ? { type: 'run-refused', exit, problems: why.problems }
    : { type: 'halted', exit, reason: why.reason, says: haltSays(why), next: haltNext(why) };
  if (screen.json) host.out(`${JSON.stringify(object)}\n`);
  return exit;
}

import type { StopSignal } from '../../domain/halt.js';
import { err, ok } from '../../domain/result.js';
import { countOf, diagnose } from '../../policy/doctor.js';
import { checkupLines } from '../../report/checkup-lines.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { checkup } from './checkup.js';

/** `millstone --doctor`: looks at the surroundings of a run. Returns the exit code: 1 when something has to be set right. */
export const doctorCommand = (
  request: RequestOf<'doctor'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const found = await checkup(question);
    const { signal } = question;
    // What was cut off would look like a fault.
    if (signal.aborted) return err({ reason: 'cancelled', signal: signal.reason as StopSignal });
    const points = diagnose(found);
    const failed = countOf(points, 'fail');
    const exit = failed === 0 ? 0 : 1;
    const json = { type: 'doctor', exit, failed, warned: countOf(points, 'warn'), points };
    return ok({ exit, says: checkupLines(points, host.version), json });
  });

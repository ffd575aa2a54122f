import { nodeFiles } from '../../adapters/files/node-files.js';
import { evalFiles } from '../../adapters/state/eval-files.js';
import { err, ok } from '../../domain/result.js';
import { comparisonOf } from '../../policy/eval-trend.js';
import { noticeLine } from '../../report/notices.js';
import { comparisonJson, comparisonLines } from '../../report/tables/comparison.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';
import { placeOf } from './place.js';

type Request = RequestOf<'eval-compare'>;

/** `millstone --eval-compare`: the newest evaluation against the one before it. Returns 1 when a test fails anew. */
export const evalCompareCommand = (request: Request, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const place = await placeOf(question);
    if (!place.ok) return place;
    const past = await evalFiles(place.value.layout.evals, nodeFiles).past();
    if (!past.ok) return err({ reason: 'preflight', problems: [{ what: past.error, fix: null }] });
    const { stored, damaged } = past.value;
    if (damaged.length > 0) question.say(noticeLine({ kind: 'evals-damaged', files: damaged }));
    const found = comparisonOf(stored);
    if (found === null) {
      const what = `Two evaluations are needed to compare, and there ${stored.length === 1 ? 'is one' : 'are none'} in .millstone/evals`;
      return err({ reason: 'preflight', problems: [{ what, fix: 'Make one with millstone --eval.' }] });
    }
    const { older, newer, newFailures, newPasses } = found;
    return ok({
      exit: newFailures.length > 0 ? 1 : 0,
      says: comparisonLines(found),
      json: {
        ...{ type: 'eval-compared', exit: newFailures.length > 0 ? 1 : 0, older: older.file, newer: newer.file },
        ...comparisonJson(found),
        ...{ newFailures, newPasses, damaged },
      },
    });
  });

import { expect, test } from 'vitest';
import { doingOf } from '../../../src/cli/commands/doing.js';
import { endsAlone } from '../../../src/cli/commands/stop.js';
import type { Kind } from '../../../src/cli/request.js';
import type { Checkpoint } from '../../../src/domain/checkpoint.js';
import { listPlan, plan } from '../report/samples.js';

const past = (over: Partial<Checkpoint>) => ({ checkpoint: { plan, flags: {}, ...over } as Checkpoint });
const asks = (kind: Kind, abort = false) => ({ kind, abort });

test.each([
  ['the tasklist', asks('worklist'), null, 'tasks'],
  ['the tasklist, since there is nothing to go on with', asks('continue'), null, 'tasks'],
  ['one task', asks('task'), null, 'task'],
  ['a shorter list', asks('compact'), null, 'compaction'],
  ['a task that goes on', asks('continue'), past({}), 'task'],
  ['a list that goes on', asks('continue'), past({ plan: listPlan }), 'tasks'],
  ['a list that died', asks('worklist'), past({ plan: listPlan }), 'tasks'],
  ['a compaction that goes on', asks('continue'), past({ plan: listPlan, flags: { compact: true } }), 'compaction'],
  ['an end', asks('continue', true), past({ plan: listPlan }), 'other'],
  ['a question', asks('review-diff'), null, 'other'],
  ['checks', asks('eval'), null, 'other'],
] as const)('the lock says of %s', (_name, request, taken, does) => {
  expect(doingOf(request, taken)).toBe(does);
});

const holder = { run: 'r', pid: 7, host: 'h' };
test.each([
  ['task', /one task and ends with it\. kill -TERM 7 stops it at once; millstone --continue goes on/],
  ['compaction', /makes the tasklist shorter and ends with that\. kill -TERM 7/],
  ['other', /^No run is at work .*process 7 on h.* ends of itself\.$/],
] as const)('L27 to ask %s to stop softly changes nothing, which is said', (does, words) => {
  expect(endsAlone({ ...holder, does })).toMatch(words);
});

test.each(['tasks', undefined] as const)('L27 %s is asked', (does) => {
  expect(endsAlone({ ...holder, does })).toBeNull();
});

import { describe, expect, test } from 'vitest';
import type { RunEvent, Stamped } from '../../../src/domain/event.js';
import type { Halt } from '../../../src/domain/halt.js';
import { haltSays } from '../../../src/domain/halt-rules.js';
import type { RunId } from '../../../src/domain/ids.js';
import { NOTHING_SPENT } from '../../../src/domain/spent.js';
import { notifier } from '../../../src/report/notifier.js';

const stamped = (event: RunEvent): Stamped => ({ ...event, at: '2026-01-01T00:00:00.000Z', run: 'r' as RunId, seq: 1 });
const ENDED = { type: 'run-ended', exit: 0, outcome: 'approved', halt: null, commits: [], ms: 1, spent: NOTHING_SPENT };

function told(halt: Halt | null, answer: string | null = null) {
  const heard: Record<string, unknown>[] = [];
  const troubles: string[] = [];
  const sink = notifier((why) => troubles.push(why));
  sink.open({
    repo: '/repo',
    tell: async (json) => {
      heard.push(JSON.parse(json));
      return answer;
    },
  });
  if (halt !== null) sink.on(stamped({ type: 'halted', halt }));
  const why = halt === null ? null : { reason: halt.reason, says: haltSays(halt) };
  sink.on(stamped({ ...ENDED, halt: why } as RunEvent));
  return { heard, troubles, closed: sink.close?.() };
}

const STOPPED: Halt = { reason: 'git', doing: 'look', says: 'no' };
const UNATTENDED: Halt = { reason: 'declined', asked: 'high-risk-task', title: 'x', risk: 'high', unattended: true };

describe('telling somebody outside', () => {
  test('at the end', () => {
    expect(told(null).heard).toMatchObject([{ moment: 'end', type: 'run-ended', exit: 0, repo: '/repo', next: [] }]);
  });

  test('at a halt, once, with the reason and what to do', () => {
    expect(told(STOPPED).heard).toMatchObject([
      {
        moment: 'halt',
        halt: { reason: 'git', says: haltSays(STOPPED) },
        next: [expect.any(String), expect.any(String)],
      },
    ]);
  });

  test('at a gate, where a person is needed', () => {
    expect(told(UNATTENDED).heard).toMatchObject([{ moment: 'gate', halt: { reason: 'declined' } }]);
  });

  test('nobody of a start that was refused since another run is at work', () => {
    expect(told({ reason: 'locked', pid: 1, host: 'here', run: 'r', file: 'lock' }).heard).toEqual([]);
  });

  test('closing waits for it, and its failure is told', async () => {
    const { troubles, closed } = told(STOPPED, 'no route');
    await closed;
    expect(troubles).toEqual(['no route']);
  });

  test('nobody is told where nobody listens', async () => {
    const sink = notifier(() => undefined);
    sink.on(stamped(ENDED as RunEvent));
    await expect(sink.close?.()).resolves.toBeUndefined();
  });
});

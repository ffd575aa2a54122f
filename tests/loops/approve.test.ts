import { describe, expect, test } from 'vitest';
import type { Halt } from '../../src/domain/halt.js';
import { done, err, ok } from '../../src/domain/result.js';
import type { Verdict } from '../../src/domain/verdict.js';
import { approve, type LoopDefinition } from '../../src/loops/approve.js';
import { MemoryContext } from '../support/memory-context.js';

const yes: Verdict = { approved: true, summary: 'fine', findings: [] };
const no = (problem: string): Verdict => ({
  approved: false,
  summary: 'not yet',
  findings: [{ severity: 'high', where: null, problem }],
});
const halt: Halt = { reason: 'git', doing: 'test', says: 'no' };

function loop(verdicts: readonly Verdict[], other: Partial<LoopDefinition<string>> = {}) {
  const told: (string | null)[] = [];
  const definition: LoopDefinition<string> = {
    id: 'dev.review',
    author: async (feedback, cycle) => {
      told.push(feedback);
      return ok(`work ${cycle}`);
    },
    checks: [],
    reviewer: async (_work, cycle) => ok(verdicts[cycle - 1] ?? yes),
    accept: async () => done,
    asFeedback: (verdict) => verdict.findings.map((finding) => finding.problem).join(),
    maxCycles: 3,
    ...other,
  };
  return { told, definition };
}

describe('approve', () => {
  test('goes round until the reviewer approves, with the findings as feedback', async () => {
    const { told, definition } = loop([no('a'), no('b'), yes]);
    expect(await approve(definition, new MemoryContext())).toEqual(ok({ work: 'work 3', cycles: 3 }));
    expect(told).toEqual([null, 'a', 'b']);
  });

  test('ends with the last verdict when no cycle is left', async () => {
    const { told, definition } = loop([no('a'), no('b'), no('c')]);
    const result = await approve(definition, new MemoryContext());
    expect(result).toEqual(err({ reason: 'not-approved', cycles: 3, verdict: no('c') }));
    expect(told).toHaveLength(3);
  });

  test('a check that halts keeps the work from the reviewer', async () => {
    const { definition } = loop([yes], {
      checks: [async () => done, async () => err(halt)],
      reviewer: async () => {
        throw new Error('asked');
      },
    });
    expect(await approve(definition, new MemoryContext())).toEqual(err(halt));
  });

  test.each([
    ['author', { author: async () => err(halt) }],
    ['reviewer', { reviewer: async () => err(halt) }],
    ['accept', { accept: async () => err(halt) }],
  ] as const)('a halt of the %s ends the loop', async (_who, other) => {
    expect(await approve(loop([yes], other).definition, new MemoryContext())).toEqual(err(halt));
  });

  test('a refused acceptance is another cycle, and its own halt when none is left', async () => {
    const retry = { reason: 'retry', feedback: 'lint', otherwise: halt } as const;
    const { told, definition } = loop([yes, yes], { accept: async () => err(retry), maxCycles: 2 });
    expect(await approve(definition, new MemoryContext())).toEqual(err(halt));
    expect(told).toEqual([null, 'lint']);
  });
});

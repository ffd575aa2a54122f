import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/domain/check.js';
import type { Halt } from '../../../src/domain/halt.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { isWaived, waivableOf } from '../../../src/domain/waiver.js';
import { HALTS } from './halts.js';
import { HITS } from './hits.js';

const tree = (id: string) => id as TreeId;

describe('a consent', () => {
  test('L9 holds for its check and its files, and for nothing else', () => {
    const given = [{ check: 'loc', diff: tree('a') } as const, { check: 'files', diff: tree('b') } as const];
    expect(isWaived(given, 'loc', tree('a'))).toBe(true);
    expect(isWaived(given, 'files', tree('b'))).toBe(true);
    expect(isWaived(given, 'loc', tree('b'))).toBe(false);
    expect(isWaived(given, 'secret', tree('a'))).toBe(false);
    expect(isWaived([], 'loc', tree('a'))).toBe(false);
  });

  test.each(CHECKS)('may be given to the check %s', (check) => {
    expect(waivableOf({ ...HALTS.check, hit: HITS[check] })).toBe(check);
  });

  test('may be given to a sanity halt of the work, to going in circles and to what evaluations found, and to no other halt', () => {
    expect(waivableOf({ ...HALTS.sanity, of: 'build' })).toBe('sanity');
    expect(waivableOf({ ...HALTS.sanity, of: 'review' })).toBeNull();
    expect(waivableOf(HALTS['going-in-circles'])).toBe('circles');
    expect(waivableOf(HALTS['eval-gate'])).toBe('eval-gate');
    expect(waivableOf(HALTS.regression)).toBe('regression');
    const rollback = { kind: 'done', by: 'c2' as CommitId, parked: 'ref' } as const;
    expect(waivableOf({ ...HALTS.regression, rollback })).toBeNull();
    const others = (Object.values(HALTS) as Halt[]).filter(
      ({ reason }) => !['check', 'sanity', 'going-in-circles', 'eval-gate', 'regression'].includes(reason),
    );
    expect(others.map(waivableOf).filter((one) => one !== null)).toEqual([]);
  });
});

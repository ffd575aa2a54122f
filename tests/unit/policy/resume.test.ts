import { describe, expect, test } from 'vitest';
import type { Sighting } from '../../../src/domain/change.js';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { type Found, type Resumption, resume } from '../../../src/policy/resume.js';
import { stagePlan } from '../../support/take-up.js';

const at = '2026-01-01T00:00:00.000Z';
const MAIN = 'refs/heads/main';
const see = (head: string, tree: string, branch: string | null = MAIN): Sighting => ({
  head: head as CommitId,
  branch,
  tree: tree as TreeId,
});
const BEGAN = see('h0', 't0');
/** How the author left it. */
const LEFT = see('h0', 't1');

const key = (name: string, cycle = 1): string => `task/t/${cycle}/${name}`;
const did = (name: string, cycle = 1, value: unknown = null): JournalEntry => ({
  kind: 'step',
  key: key(name, cycle),
  value,
});
const meant = (name: string, cycle = 1): JournalEntry => ({ kind: 'intent', key: key(name, cycle), before: {} });
const start: JournalEntry = { kind: 'step', key: 'task/t/start', value: { ...BEGAN, headTree: 't0' } };
const words = { text: 'done', conversation: 'talk', nudged: false };
const authored = (seen: Sighting = LEFT, cycle = 1): JournalEntry[] => [
  meant('author', cycle),
  did('author/build', cycle, { text: 'done' }),
  did('author', cycle, { ...words, seen }),
];
const halted = (
  reason: string,
  seen: Sighting | null = LEFT,
  waives: 'loc' | 'sanity' | 'circles' | null = null,
): JournalEntry => ({ kind: 'halted', reason, says: 'x', waives, seen });

function goOn(lines: readonly JournalEntry[], now: Sighting, found: Partial<Found> = {}): Resumption {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at };
  const past = checkpoint([opened, ...lines.map((line) => ({ ...line, at }) as JournalLine)]);
  if (past === null) throw new Error('no checkpoint');
  return resume(past, { now, descends: true, allCommitted: false, ...found });
}
const asItWas: Resumption = { kind: 'go', entries: [], changed: 'nothing' };
const anew = (seen: Sighting, cycle = 1): JournalEntry => ({
  kind: 'step',
  key: key('author', cycle),
  value: { ...words, seen },
});

describe('a run that goes on', () => {
  test('checks and reviews again what a person did inside a submodule', () => {
    const inside = (tree: string, dirty: string[]): Sighting => ({
      ...LEFT,
      modules: { sub: { head: 'h' as CommitId, branch: null, tree: tree as TreeId, dirty } },
    });
    const [left, now] = [inside('m1', ['a.js']), inside('m0', [])];
    const lines = [start, ...authored(left), halted('submodule', left)];
    expect(goOn(lines, left)).toEqual(asItWas);
    expect(goOn(lines, now)).toEqual({ kind: 'go', entries: [anew(now)], changed: 'files' });
    // What is around the submodule is put back, what lies in it is not.
    const around = { ...BEGAN, modules: left.modules };
    expect(goOn(lines, around)).toMatchObject({ kind: 'go', changed: 'files' });
    expect(goOn(lines, { ...BEGAN, modules: now.modules })).toEqual({ kind: 'fresh' });
  });

  test('begins anew when it had not begun its task', () => {
    expect(goOn([], BEGAN)).toEqual({ kind: 'fresh' });
    expect(goOn([halted('preflight', null)], see('h9', 't9'))).toEqual({ kind: 'fresh' });
  });

  test('goes on from its start when no author has come to an end and nothing is different', () => {
    expect(goOn([start], BEGAN)).toEqual(asItWas);
    expect(goOn([start, halted('declined', BEGAN)], BEGAN)).toEqual(asItWas);
  });

  test('begins anew when the files are different and no author was asked', () => {
    expect(goOn([start], see('h0', 't7'))).toEqual({ kind: 'fresh' });
  });

  test.each<[string, Sighting, boolean, object]>([
    ['another branch', see('h0', 't1', 'refs/heads/other'), true, { what: 'branch', expected: 'main', found: 'other' }],
    ['no branch', see('h0', 't1', null), true, { what: 'branch', expected: 'main', found: 'a detached HEAD' }],
    ['another history', see('h7', 't1'), false, { what: 'history', expected: 'h0' }],
  ])('halts on %s, whatever state it was in', (_name, now, descends, halt) => {
    for (const lines of [[], authored(), [...authored(), halted('check', LEFT, 'loc')], [meant('author')]])
      expect(goOn([start, ...lines], now, { descends })).toMatchObject({
        kind: 'halt',
        halt: { reason: 'moved', ...halt },
      });
  });

  test('goes on as it was when it died and nothing is different', () => {
    expect(goOn([start, ...authored()], LEFT)).toEqual(asItWas);
    expect(goOn([start, ...authored(), did('checks'), did('sanity-build/ask')], LEFT)).toEqual(asItWas);
  });

  test('keeps what an interrupted author has left, also in a later cycle', () => {
    const half = see('h1', 't5');
    expect(goOn([start, meant('author')], half)).toMatchObject({ kind: 'go', entries: [] });
    const second = [start, ...authored(), did('checks'), did('review'), meant('author', 2)];
    expect(goOn(second, half)).toMatchObject({ kind: 'go', entries: [] });
  });
});

describe('what a person did meanwhile', () => {
  const rest = [did('checks'), did('sanity-build/ask'), did('sanity-build'), meant('commit')];

  test('ST-S44 edits belong to the change: they are checked and judged again', () => {
    const now = see('h0', 't2');
    const found = goOn([start, ...authored(), ...rest, halted('agent-failed')], now);
    expect(found).toMatchObject({ kind: 'go', changed: 'files' });
    const entries = found.kind === 'go' ? found.entries : [];
    expect(entries).toContainEqual(anew(now));
    const forgotten = entries.flatMap((one) => (one.kind === 'forgotten' ? one.keys : []));
    expect([...forgotten].sort()).toEqual(['checks', 'commit', 'sanity-build', 'sanity-build/ask'].map((k) => key(k)));
  });

  test('edits in a later cycle leave the earlier ones as they were', () => {
    const now = see('h0', 't9');
    const second = see('h0', 't2');
    const lines = [start, ...authored(), did('review'), ...authored(second, 2), did('checks', 2), halted('x', second)];
    expect(goOn(lines, now)).toEqual({
      kind: 'go',
      changed: 'files',
      entries: [{ kind: 'forgotten', keys: [key('checks', 2)] }, anew(now, 2)],
    });
  });

  test('commits that leave something uncommitted are the author’s, and nothing is judged again', () => {
    const now = see('h1', 't1');
    const found = goOn([start, ...authored(), ...rest.slice(0, 3), halted('agent-failed')], now);
    expect(found).toEqual({ kind: 'go', changed: 'commits', entries: [anew(now)] });
  });

  test('ST-S43 committing everything after a halt finishes the task', () => {
    const lines = [start, ...authored(), halted('check', LEFT, 'loc')];
    expect(goOn(lines, see('h1', 't1'), { allCommitted: true })).toEqual({ kind: 'by-hand' });
    expect(goOn(lines, see('h1', 't2'), { allCommitted: true })).toEqual({ kind: 'by-hand' });
    expect(goOn(lines, see('h1', 't1'), { allCommitted: false })).toMatchObject({ kind: 'go' });
  });

  test('began with something else: what the task had changed is put away, so that it begins anew', () => {
    const put = { allCommitted: true, gone: true };
    expect(goOn([start, ...authored(), halted('check')], see('h1', 't2'), put)).toEqual({ kind: 'fresh' });
    expect(goOn([start, meant('author'), halted('cancelled')], see('h1', 't2'), put)).toEqual({ kind: 'fresh' });
    // Uncommitted files may be the same work under other names.
    expect(goOn([start, ...authored()], see('h0', 't2'), { gone: true })).toMatchObject({ changed: 'files' });
    const committed = did('commit', 1, { kind: 'committed', by: 'tool', commits: [] });
    expect(goOn([start, ...authored(), committed], see('h2', 't0'), put)).toEqual(asItWas);
  });

  test('a clean tree at the commit of the start is no commit by hand: the task begins anew', () => {
    const lines = [start, ...authored(), halted('check', LEFT, 'loc')];
    expect(goOn(lines, BEGAN, { allCommitted: true })).toEqual({ kind: 'fresh' });
  });

  test('nor is what the author had committed when the run halted', () => {
    const early = see('h1', 't1');
    const lines = [start, ...authored(early), halted('not-approved', early)];
    expect(goOn(lines, early, { allCommitted: true })).toMatchObject({ kind: 'go', changed: 'nothing' });
  });

  test('a commit that a run made when it died is not a person’s', () => {
    const died = [start, ...authored(), did('review'), meant('commit')];
    expect(goOn(died, see('h1', 't1'), { allCommitted: true })).toEqual(asItWas);
    const byTool = [start, ...authored(), did('review'), meant('commit/tool')];
    expect(goOn(byTool, see('h1', 't1'), { allCommitted: true })).toEqual(asItWas);
  });
});

describe('going on after a halt', () => {
  test.each(['loc', 'sanity', 'circles'] as const)('L9 waves %s through for these files', (waives) => {
    const lines = [start, ...authored(), halted('check', LEFT, waives)];
    const found = goOn(lines, LEFT);
    expect(found).toMatchObject({ kind: 'go', changed: 'nothing' });
    expect(found.kind === 'go' && found.entries).toContainEqual({ kind: 'waived', check: waives, diff: 't1' });
  });

  test('L9 ST-S44 waves nothing through for other files', () => {
    const found = goOn([start, ...authored(), halted('check', LEFT, 'loc')], see('h0', 't2'));
    expect(found.kind === 'go' && found.entries.filter(({ kind }) => kind === 'waived')).toEqual([]);
  });

  test('waves nothing through when it is not known how the run was left', () => {
    const found = goOn([start, ...authored(), halted('check', null, 'loc')], LEFT);
    expect(found.kind === 'go' && found.entries.filter(({ kind }) => kind === 'waived')).toEqual([]);
  });

  test('ST-S47 allows as many cycles again', () => {
    const lines = [start, ...authored(), did('checks'), did('review'), halted('not-approved')];
    expect(goOn(lines, LEFT)).toEqual({
      kind: 'go',
      changed: 'nothing',
      entries: [{ kind: 'extended', cycles: stagePlan.maxCycles }],
    });
  });

  test('asks again what nobody could read, and nothing else', () => {
    const asked = [did('checks'), did('sanity-build/ask'), did('sanity-build'), did('review/ask'), did('review/reask')];
    const found = goOn([start, ...authored(), ...asked, halted('unreadable-reply')], LEFT);
    expect(found.kind === 'go' && found.entries).toEqual([
      { kind: 'forgotten', keys: [key('review/ask'), key('review/reask')] },
    ]);
  });

  test('keeps every reply after another halt', () => {
    const lines = [start, ...authored(), did('checks'), did('review/ask'), halted('agent-failed')];
    expect(goOn(lines, LEFT)).toEqual(asItWas);
  });

  test('gives no consent to a run that died', () => {
    const lines = [start, ...authored(), halted('check', LEFT, 'loc')];
    const resumed: JournalEntry = { kind: 'resumed', v: JOURNAL_VERSION, flags: {} };
    expect(goOn([...lines, resumed], LEFT)).toEqual(asItWas);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TreeId } from '../../../src/domain/ids.js';
import type { JournalEntry } from '../../../src/domain/journal.js';
import { recall } from '../../../src/domain/recall.js';

const did = (key: string, value: unknown = null): JournalEntry => ({ kind: 'step', key, value });
const meant = (key: string): JournalEntry => ({ kind: 'intent', key, before: { head: 'h' } });
const forgot = (...keys: string[]): JournalEntry => ({ kind: 'forgotten', keys });
const open = (...lines: JournalEntry[]) => [...recall(lines).openIntents.keys()];
const known = (...lines: JournalEntry[]) => Object.fromEntries(recall(lines).steps);

const key = fc.constantFrom('a', 'a/b', 'a/b/c', 'ab', 'b');
const line: fc.Arbitrary<JournalEntry> = fc.oneof(
  key.map((k) => did(k)),
  key.map(meant),
  key.map((k) => forgot(k)),
  fc.integer({ min: 1, max: 9 }).map((cycles): JournalEntry => ({ kind: 'extended', cycles })),
  fc.constant<JournalEntry>({ kind: 'waived', check: 'loc', diff: 't' as TreeId }),
);

describe('what a run remembers', () => {
  test('is nothing at first', () => {
    expect(recall([])).toEqual({ steps: new Map(), openIntents: new Map(), waivers: [], moreCycles: 0 });
  });

  test('is the last value of a step', () => {
    expect(known(did('a', 1), did('b', null), did('a', 2))).toEqual({ a: 2, b: null });
  });

  test('is no step that was forgotten, unless it was done again', () => {
    expect(known(did('a', 1), did('b', 1), forgot('a', 'c'), did('c', 1))).toEqual({ b: 1, c: 1 });
    expect(known(did('a', 1), forgot('a'), did('a', 2))).toEqual({ a: 2 });
  });

  test('is an intent until its step, or the step around it, is done', () => {
    expect(open(meant('a'))).toEqual(['a']);
    expect(open(meant('a'), did('a'))).toEqual([]);
    expect(open(meant('a/tool'), did('a'))).toEqual([]);
    expect(open(meant('a'), did('a/ask'))).toEqual(['a']);
    expect(open(meant('ab'), did('a'))).toEqual(['ab']);
    expect(open(did('a'), meant('a'))).toEqual(['a']);
    expect(open(meant('a'), forgot('a'))).toEqual([]);
  });

  test('is how things were before the latest attempt', () => {
    const again: JournalEntry = { kind: 'intent', key: 'a', before: { head: 'later' } };
    expect(recall([meant('a'), again]).openIntents.get('a')).toEqual({ key: 'a', before: { head: 'later' } });
  });

  test('is no consent to a task that has come to its end', () => {
    const waived: JournalEntry = { kind: 'waived', check: 'loc', diff: 't1' as TreeId };
    const lines: JournalEntry[] = [waived, { kind: 'extended', cycles: 3 }, did('task/a/ended')];
    expect(recall(lines)).toMatchObject({ waivers: [], moreCycles: 0 });
    expect(recall([...lines, waived])).toMatchObject({ waivers: [{ check: 'loc' }], moreCycles: 0 });
  });

  test('is every consent that was given', () => {
    const lines: JournalEntry[] = [
      { kind: 'waived', check: 'loc', diff: 't1' as TreeId },
      { kind: 'extended', cycles: 3 },
      { kind: 'waived', check: 'sanity', diff: 't2' as TreeId },
      { kind: 'extended', cycles: 2 },
    ];
    expect(recall(lines)).toMatchObject({
      waivers: [
        { check: 'loc', diff: 't1' },
        { check: 'sanity', diff: 't2' },
      ],
      moreCycles: 5,
    });
  });

  test('never holds a step or intent that nobody wrote, and a step settles what was meant before it', () => {
    fc.assert(
      fc.property(fc.array(line), key, (lines, last) => {
        const { steps, openIntents } = recall([...lines, did(last, 'new')]);
        expect(steps.get(last)).toBe('new');
        expect([...openIntents.keys()].filter((k) => k === last || k.startsWith(`${last}/`))).toEqual([]);
        const written = lines.flatMap((one) => (one.kind === 'step' || one.kind === 'intent' ? [one.key] : []));
        expect([...written, last]).toEqual(expect.arrayContaining([...steps.keys(), ...openIntents.keys()]));
      }),
    );
  });
});

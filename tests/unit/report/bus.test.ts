import { describe, expect, test } from 'vitest';
import type { RunEvent, Stamped } from '../../../src/domain/event.js';
import type { Sink } from '../../../src/ports/sink.js';
import { makeBus } from '../../../src/report/bus.js';
import { cycle, RUN } from './samples.js';

const AT = new Date('2026-01-31T12:00:00.123Z');
const step: RunEvent = { type: 'step-started', step: 'a' };
const bus = (...sinks: Sink[]) => makeBus(RUN, () => AT, sinks);

/** A sink that remembers what it got. */
function listener(name: string, over: Partial<Sink> = {}): Sink & { readonly got: Stamped[] } {
  const got: Stamped[] = [];
  return { name, got, on: (event) => void got.push(event), ...over };
}
const broken = (name = 'bad', why: unknown = new Error('disk full')): Sink & { asked: number } => ({
  name,
  asked: 0,
  on() {
    this.asked += 1;
    throw why;
  },
});
const types = ({ got }: { readonly got: readonly Stamped[] }) => got.map(({ type }) => type);

describe('an event', () => {
  test('is stamped with time, run and a growing number, the same for all', () => {
    const [a, b] = [listener('a'), listener('b')];
    const { emit } = bus(a, b);
    emit(cycle);
    emit(step);
    expect(a.got).toEqual([
      { ...cycle, at: '2026-01-31T12:00:00.123Z', run: RUN, seq: 1 },
      { ...step, at: '2026-01-31T12:00:00.123Z', run: RUN, seq: 2 },
    ]);
    expect(b.got).toEqual(a.got);
  });

  test('takes no less than no time, also when the clock was set back', () => {
    const one = listener('one');
    bus(one).emit({ type: 'step-finished', step: 'a', ms: -3_600_000, replayed: false });
    expect(one.got).toMatchObject([{ ms: 0 }]);
  });

  test('a sink that throws is switched off; nobody else notices', () => {
    const bad = broken();
    const good = listener('good');
    const { emit } = bus(bad, good);
    emit(cycle);
    emit(step);
    expect(bad.asked).toBe(1);
    expect(types(good)).toEqual(['cycle-started', 'step-started']);
  });
});

describe('settle', () => {
  const notices = ({ got }: { readonly got: readonly Stamped[] }) =>
    got.flatMap((event) => (event.type === 'noticed' ? [event.notice] : []));

  test('tells those that are left which ones broke, once, and in their words', async () => {
    const good = listener('good');
    const one = bus(broken(), good, broken('odd', 'no reason'));
    one.emit(cycle);
    await one.settle();
    await one.settle();
    expect(notices(good)).toEqual([
      { kind: 'broken-sink', sink: 'bad', why: 'disk full' },
      { kind: 'broken-sink', sink: 'odd', why: 'no reason' },
    ]);
  });

  test.each<[name: string, settle: () => Promise<void>]>([
    ['fails', () => Promise.reject(new Error('late'))],
    [
      'throws at once',
      () => {
        throw new Error('late');
      },
    ],
  ])('a sink whose settling %s is told too, and gets no further event', async (_name, settle) => {
    const [good, bad] = [listener('good'), listener('bad', { settle })];
    const one = bus(bad, good);
    await one.settle();
    one.emit(cycle);
    expect(notices(good)).toEqual([{ kind: 'broken-sink', sink: 'bad', why: 'late' }]);
    expect(bad.got).toEqual([]);
  });

  test('one that is switched off is not asked again', async () => {
    let asked = false;
    const settle = async () => {
      asked = true;
    };
    const one = bus({ ...broken(), settle });
    one.emit(cycle);
    await one.settle();
    expect(asked).toBe(false);
  });

  test('one that breaks while another is told is told as well', async () => {
    const good = listener('good');
    const touchy = listener('touchy', {
      on: (event) => {
        if (event.type === 'noticed') throw new Error('too much');
      },
    });
    const one = bus(broken(), touchy, good);
    one.emit(cycle);
    await one.settle();
    expect(notices(good).map((notice) => 'sink' in notice && notice.sink)).toEqual(['bad', 'touchy']);
  });

  test('waits for what is still being written', async () => {
    let written = false;
    const slow = listener('slow', {
      settle: async () => {
        await Promise.resolve();
        written = true;
      },
    });
    await bus(slow).settle();
    expect(written).toBe(true);
  });
});

describe('close', () => {
  test('lets every sink go, broken ones included, and never fails', async () => {
    const closed: string[] = [];
    const close = (name: string) => async () => void closed.push(name);
    const one = bus(
      { ...broken(), close: close('bad') },
      listener('angry', { close: () => Promise.reject(new Error('no')) }),
      listener('last', { close: close('last') }),
    );
    one.emit(cycle);
    await one.close();
    expect(closed).toEqual(['bad', 'last']);
  });
});

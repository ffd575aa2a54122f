import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tail } from '../../../src/adapters/process/tail.js';

describe('a tail', () => {
  test('is the last bytes of everything, however they came', () => {
    const chunk = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (chunks, limit) => {
        const tail = new Tail(limit);
        for (const one of chunks) tail.push(Buffer.from(one));
        expect(tail.text()).toBe(chunks.join('').slice(-limit));
      }),
    );
  });

  test('can be read in between', () => {
    const tail = new Tail(4);
    tail.push(Buffer.from('abc'));
    expect(tail.text()).toBe('abc');
    tail.push(Buffer.from('def'));
    expect(tail.text()).toBe('cdef');
  });

  test('shows what is no UTF-8, or half a character, as replaced', () => {
    const tail = new Tail(5);
    tail.push(Buffer.from('日本'));
    tail.push(Uint8Array.of(255));
    expect(tail.text()).toBe('\ufffd本\ufffd');
  });
});

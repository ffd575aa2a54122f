import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ndjsonSink } from '../../../src/report/ndjson.js';
import { answered, cycle, runEnded, stamped } from './samples.js';

test('each event is one line, whatever is in it; the last is the summary', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      let out = '';
      const sink = ndjsonSink((chunk) => {
        out += chunk;
      });
      const events = [cycle, answered(1, 'author', text), runEnded()].map((event, i) => stamped(event, i + 1));
      for (const event of events) sink.on(event);
      const lines = out.split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.map((line) => JSON.parse(line))).toEqual(events);
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'run-ended', exit: 0, outcome: 'approved' });
    }),
  );
});

test('every line is written at once and whole', () => {
  const chunks: string[] = [];
  ndjsonSink((chunk) => chunks.push(chunk)).on(stamped(cycle));
  expect(chunks).toHaveLength(1);
  expect(chunks[0]?.endsWith('}\n')).toBe(true);
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { callStore } from '../../../src/adapters/agents/call-store.js';
import { makeRig } from './rig.js';

const tails = (stderrTail = '') => ({ stdoutTail: 'not needed', stderrTail });
const mode = (file: string): number => statSync(file).mode & 0o777;

test('keeps prompt, output, errors and facts of each call, for its owner alone', async () => {
  using rig = makeRig();
  const dir = rig.path('deep/calls');
  const told: string[] = [];
  const store = callStore(dir, (why) => told.push(why));
  const first = store.begin(1, 'author', 'Do it.');
  const second = store.begin(12, 'reviewer', 'Judge it.');
  first.out(Buffer.from('one\n'));
  second.out(Buffer.from('other\n'));
  first.out(Buffer.from('two\n'));
  first.close({ ms: 5 }, tails('a warning'));
  second.close({ ms: 6 }, tails());

  const files = readdirSync(dir).sort();
  expect(files).toEqual([
    '001_author.err',
    '001_author.json',
    '001_author.out',
    '001_author.prompt',
    '012_reviewer.json',
    '012_reviewer.out',
    '012_reviewer.prompt',
  ]);
  const text = (name: string): string => readFileSync(`${dir}/${name}`, 'utf8');
  expect(text('001_author.prompt')).toBe('Do it.');
  expect(text('001_author.out')).toBe('one\ntwo\n');
  expect(text('001_author.err')).toBe('a warning');
  expect(JSON.parse(text('001_author.json'))).toEqual({ ms: 5 });
  expect(text('012_reviewer.out')).toBe('other\n');
  expect([mode(rig.path('deep')), mode(dir)]).toEqual([0o700, 0o700]);
  expect(new Set(files.map((name) => mode(`${dir}/${name}`)))).toEqual(new Set([0o600]));
  expect(told).toEqual([]);
});

test('keeps the beginning and the end of output that would fill the disk, and says so in between', async () => {
  using rig = makeRig();
  const store = callStore(rig.dir, () => undefined);
  const stored = store.begin(1, 'author', '');
  const mega = Buffer.alloc(1 << 20, 'x');
  for (let i = 0; i < 20; i++) stored.out(mega);
  stored.close({}, { stdoutTail: 'the end', stderrTail: '' });
  const kept = readFileSync(rig.path('001_author.out'));
  expect(kept.byteLength).toBeGreaterThan(7 << 20);
  expect(kept.byteLength).toBeLessThan(9 << 20);
  expect(kept.subarray(-80).toString()).toMatch(/x\n\[.*not kept.*\]\nthe end$/);
});

test('a record that cannot be written ends no call, and is told once', async () => {
  using rig = makeRig();
  const told: string[] = [];
  const store = callStore(`${rig.write('file', '')}/calls`, (why) => told.push(why));
  for (const call of [1, 2]) {
    const stored = store.begin(call, 'author', 'Do it.');
    stored.out(Buffer.from('one\n'));
    stored.close({ ms: 5 }, tails('a warning'));
  }
  expect(told).toEqual([expect.stringContaining('ENOTDIR')]);
});

import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findProgram } from '../../../src/adapters/process/find-program.js';
import { makeRig, type Rig } from './rig.js';

/** Two folders with programs, and things that only look like some. */
function stage(): Rig {
  const rig = makeRig();
  for (const folder of ['a', 'b', 'a/folder', 'work']) mkdirSync(rig.path(folder));
  for (const file of ['a/both', 'b/both', 'b/only', 'b/plain', 'work/here']) rig.write(file, '#!/bin/sh\n');
  for (const file of ['a/both', 'b/both', 'b/only', 'work/here']) chmodSync(rig.path(file), 0o755);
  symlinkSync(rig.path('b/only'), rig.path('a/link'));
  symlinkSync(rig.path('nowhere'), rig.path('a/broken'));
  return rig;
}

test.each([
  ['both', 'a/both'],
  ['only', 'b/only'],
  ['link', 'a/link'],
  ['broken', null],
  ['plain', null],
  ['folder', null],
  ['here', null],
  ['missing', null],
  ['./here', 'work/here'],
  ['../b/only', 'b/only'],
  ['../b/plain', null],
])('%s is found as %s', async (name, file) => {
  using rig = stage();
  const path = `${rig.path('a')}:${rig.path('gone')}:${rig.path('b')}`;
  const found = await findProgram(name, path, rig.path('work'));
  expect(found).toBe(file === null ? null : rig.path(file));
});

test('an absolute name needs no PATH', async () => {
  using rig = stage();
  expect(await findProgram(rig.path('b/only'), undefined, rig.path('work'))).toBe(rig.path('b/only'));
});

test('an empty entry of PATH is the working folder, a missing PATH is nothing', async () => {
  using rig = stage();
  expect(await findProgram('here', `${rig.path('a')}:`, rig.path('work'))).toBe(rig.path('work/here'));
  expect(await findProgram('here', undefined, rig.path('work'))).toBeNull();
});

test('an entry that is no absolute path is seen from the working folder', async () => {
  using rig = stage();
  expect(await findProgram('only', '../b', rig.path('work'))).toBe(rig.path('b/only'));
});

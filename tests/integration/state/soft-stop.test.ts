import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { lockFile, softStopFile } from '../../../src/adapters/state/layout.js';
import { removeDeadWishes, removeWish, softStop, wishToStop } from '../../../src/adapters/state/soft-stop.js';
import { ok } from '../../../src/domain/result.js';

let dir = '';
beforeEach(() => {
  const made = mkdtempSync(`${tmpdir()}/millstone-wish-`);
  mkdirSync(dirname(lockFile(made)));
  dir = made;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});
const now = new Date(0);
const of = (mark: string): string => softStopFile(dir, mark);

test('only the process that was asked takes the wish for its own', async () => {
  expect(await softStop(of('a')).asked()).toBe(false);
  expect(await wishToStop(of('a'), now)).toEqual(ok('first'));
  expect(await wishToStop(of('a'), now)).toEqual(ok('again'));
  expect(await softStop(of('a')).asked()).toBe(true);
  expect(await softStop(of('b')).asked()).toBe(false);
});

test('wishes of dead processes are removed, and nothing else', async () => {
  for (const mark of ['a', 'b', 'c']) await wishToStop(of(mark), now);
  writeFileSync(lockFile(dir), 'x');
  removeDeadWishes(of('b'));
  expect(readdirSync(dirname(of('b'))).sort()).toEqual(['b.stop', 'run.lock']);
  removeWish(of('b'));
  removeWish(of('b'));
  expect(readdirSync(dirname(of('b')))).toEqual(['run.lock']);
});

test('a run that has ended takes its folder along; a place that cannot be written is told', async () => {
  rmSync(dirname(of('a')), { recursive: true });
  expect(await wishToStop(of('a'), now)).toEqual(ok('late'));
  writeFileSync(dirname(of('a')), 'in the way');
  expect(await wishToStop(of('a'), now)).toMatchObject({ ok: false, error: { reason: 'state', file: of('a') } });
  removeDeadWishes(of('a'));
});

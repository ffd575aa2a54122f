import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { growingFile } from '../../../src/adapters/state/growing-file.js';

function place(): string {
  const dir = mkdtempSync(`${tmpdir()}/millstone-grow-`);
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return `${dir}/log`;
}

test('a file is followed from before it is there, line by line', () => {
  const path = place();
  const file = growingFile(path);
  expect(file.lines()).toEqual([]);
  writeFileSync(path, 'one\ntw');
  expect(file.lines()).toEqual(['one']);
  expect(file.lines()).toEqual([]);
  appendFileSync(path, 'o\nthree\n\n');
  expect(file.lines()).toEqual(['two', 'three', '']);
});

test('a character that comes in two parts is one', () => {
  const path = place();
  const file = growingFile(path);
  const [first, second] = [...Buffer.from('é')];
  writeFileSync(path, Buffer.from([first ?? 0]));
  expect(file.lines()).toEqual([]);
  appendFileSync(path, Buffer.from([second ?? 0, 10]));
  expect(file.lines()).toEqual(['é']);
});

test('more than is read at once comes whole', () => {
  const path = place();
  const long = 'x'.repeat(3_000_000);
  writeFileSync(path, `${long}\n${long}\n`);
  expect(
    growingFile(path)
      .lines()
      .map(({ length }) => length),
  ).toEqual([3_000_000, 3_000_000]);
});

test('a file that was made anew is begun again', () => {
  const path = place();
  const file = growingFile(path);
  writeFileSync(path, 'a long line\nrest');
  file.lines();
  writeFileSync(path, 'new\n');
  expect(file.lines()).toEqual(['new']);
});

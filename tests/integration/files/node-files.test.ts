import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'millstone-files-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const at = (...parts: readonly string[]): string => join(dir, ...parts);

test('readLines gives each line, and null for one that is no text', async () => {
  writeFileSync(at('a'), Buffer.from('one\n\xff\n\nlast', 'latin1'));
  expect(await nodeFiles.readLines(at('a'))).toEqual({ ok: true, value: ['one', null, '', 'last'] });
  writeFileSync(at('b'), '\u00fc\uFFFD\n');
  expect(await nodeFiles.readLines(at('b'))).toEqual({ ok: true, value: ['\u00fc\uFFFD', ''] });
  expect(await nodeFiles.readLines(at('nowhere', 'c'))).toEqual({ ok: true, value: null });
});

describe('read', () => {
  test('gives the text as it is', async () => {
    writeFileSync(at('a'), '\uFEFFcaf\u00e9\r\n\0');
    expect(await nodeFiles.read(at('a'))).toEqual({ ok: true, value: '\uFEFFcaf\u00e9\r\n\0' });
  });

  test('gives nothing for a file, or a folder, that is not there', async () => {
    expect(await nodeFiles.read(at('a'))).toEqual({ ok: true, value: null });
    expect(await nodeFiles.read(at('no', 'such', 'folder'))).toEqual({ ok: true, value: null });
  });

  test('refuses bytes that are no text, with line and column', async () => {
    writeFileSync(at('a'), Buffer.from('one\ntw\xff\n', 'latin1'));
    expect(await nodeFiles.read(at('a'))).toEqual({ ok: false, error: `${at('a')}:2:3: it is no valid UTF-8` });
  });

  test.each([
    ['a folder', () => mkdirSync(at('a')), ['a'], 'it is a folder'],
    [
      'what lies below a file',
      () => writeFileSync(at('a'), ''),
      ['a', 'b'],
      'a file is in the way where a folder is expected',
    ],
    ['a link to itself', () => symlinkSync('a', at('a')), ['a'], 'ELOOP'],
  ])('refuses %s in words', async (_name, make, path, words) => {
    make();
    const result = await nodeFiles.read(at(...path));
    expect(result.ok ? '' : result.error).toMatch(new RegExp(`^${at(...path)}: .*${words}`));
  });
});

describe('write', () => {
  test('makes missing folders and leaves nothing beside the file', async () => {
    expect(await nodeFiles.write(at('b', 'c', 'a.txt'), 'x')).toEqual({ ok: true, value: undefined });
    expect(readFileSync(at('b', 'c', 'a.txt'), 'utf8')).toBe('x');
    expect(readdirSync(at('b', 'c'))).toEqual(['a.txt']);
  });

  test('puts a new file in the place of the old one, which a reader still has whole', async () => {
    writeFileSync(at('a'), 'old');
    const before = statSync(at('a')).ino;
    await nodeFiles.write(at('a'), 'new and longer');
    expect(readFileSync(at('a'), 'utf8')).toBe('new and longer');
    expect(statSync(at('a')).ino).not.toBe(before);
  });

  test('does not follow a link out of its folder', async () => {
    writeFileSync(at('victim'), 'kept');
    mkdirSync(at('d'));
    symlinkSync(at('victim'), at('d', 'a'));
    await nodeFiles.write(at('d', 'a'), 'new');
    expect([readFileSync(at('victim'), 'utf8'), readFileSync(at('d', 'a'), 'utf8')]).toEqual(['kept', 'new']);
  });

  test('that fails leaves the old text and nothing beside it', async () => {
    mkdirSync(at('a', 'full'), { recursive: true });
    const result = await nodeFiles.write(at('a'), 'x');
    expect(result.ok).toBe(false);
    expect(readdirSync(dir)).toEqual(['a']);
    expect(readdirSync(at('a'))).toEqual(['full']);
  });

  test('says what is in the way of a folder', async () => {
    writeFileSync(at('a'), '');
    const result = await nodeFiles.write(at('a', 'b', 'c'), 'x');
    expect(result).toEqual({
      ok: false,
      error: `${at('a', 'b', 'c')}: a file is in the way where a folder is expected`,
    });
  });

  test('at the same time by several ends with one of their texts', async () => {
    const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(100_000));
    await Promise.all(texts.map((text) => nodeFiles.write(at('a'), text)));
    expect(texts).toContain(readFileSync(at('a'), 'utf8'));
    expect(readdirSync(dir)).toEqual(['a']);
  });
});

describe('append', () => {
  test('makes the file and its folder, then adds', async () => {
    await nodeFiles.append(at('b', 'a'), 'one\n');
    await nodeFiles.append(at('b', 'a'), 'two\n');
    expect(readFileSync(at('b', 'a'), 'utf8')).toBe('one\ntwo\n');
  });

  test('to a folder is refused', async () => {
    mkdirSync(at('a'));
    expect(await nodeFiles.append(at('a'), 'x')).toEqual({ ok: false, error: `${at('a')}: it is a folder` });
  });
});

describe('list', () => {
  test('names what is in a folder, sorted', async () => {
    for (const name of ['b', 'a', 'C']) writeFileSync(at(name), '');
    mkdirSync(at('d'));
    expect(await nodeFiles.list(dir)).toEqual({ ok: true, value: ['C', 'a', 'b', 'd'] });
  });

  test('refuses a link that leads nowhere, where no folder can be made either', async () => {
    symlinkSync(at('gone'), at('a'));
    expect(await nodeFiles.list(at('a'))).toEqual({ ok: false, error: `${at('a')}: it is a link that leads nowhere` });
    mkdirSync(at('gone'));
    expect(await nodeFiles.list(at('a'))).toEqual({ ok: true, value: [] });
  });

  test('gives nothing for a folder that is not there, and an empty list for an empty one', async () => {
    expect(await nodeFiles.list(at('a'))).toEqual({ ok: true, value: null });
    expect(await nodeFiles.list(dir)).toEqual({ ok: true, value: [] });
  });

  test('refuses a file', async () => {
    writeFileSync(at('a'), '');
    expect(await nodeFiles.list(at('a'))).toEqual({
      ok: false,
      error: `${at('a')}: a file is in the way where a folder is expected`,
    });
  });
});

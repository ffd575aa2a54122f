import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { codeFiles } from '../../../src/adapters/files/code-files.js';

const top = mkdtempSync(join(tmpdir(), 'millstone-code-'));
for (const folder of ['src', 'lib', 'docs']) mkdirSync(join(top, folder));
writeFileSync(join(top, 'a.ts'), '1\n2\n3');
writeFileSync(join(top, 'src', 'b.ts'), '1\n2\n');
writeFileSync(join(top, 'lib', 'c.ts'), '');
writeFileSync(join(top, 'docs', 'big.md'), 'x\n'.repeat(60_000));
symlinkSync('/etc', join(top, 'link'));
afterAll(() => rmSync(top, { recursive: true }));

describe('files that people name', () => {
  test.each([
    ['as it is', 'a.ts', 3],
    ['with a slash before it', '/a.ts', 3],
    ['with a point before it', './a.ts', 3],
    ['below src', 'b.ts', 2],
    ['below lib', 'c.ts', 0],
    ['too large', 'docs/big.md', null],
    ['a folder', 'docs/', null],
    ['missing', 'nowhere/d.ts', null],
    ['in a file', 'a.ts/x', null],
    ['outside', '../a.ts', null],
    ['behind a link', 'link/passwd', null],
  ])('%s: its lines', (_name, path, lines) => {
    expect(codeFiles(top).lines(path)).toBe(lines);
  });

  test('exist, or not', () => {
    const code = codeFiles(top);
    expect(['a.ts', 'docs', 'docs/', 'src/b.ts', 'b.ts'].map(code.exists)).toEqual(Array(5).fill(true));
    expect(['x.ts', 'docs/x', '..', '', '/', 'link', 'link/passwd'].map(code.exists)).toEqual(Array(7).fill(false));
  });

  test('are counted once, and not more than 500 of them', () => {
    mkdirSync(join(top, 'many'));
    const names = Array.from({ length: 510 }, (_, i) => `many/${i}.ts`);
    for (const name of names) writeFileSync(join(top, name), 'x\n');
    const code = codeFiles(top);
    for (let round = 0; round < 2; round++) expect(names.filter((name) => code.lines(name) === 1)).toHaveLength(500);
  });
});

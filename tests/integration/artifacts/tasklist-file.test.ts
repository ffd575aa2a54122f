import { execFile } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
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
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tasklistFile } from '../../../src/adapters/artifacts/file/tasklist.js';
import type { TaskId } from '../../../src/domain/ids.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millstone-list-'));
  file = join(folder, 'tasklist.md');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const A = 'a' as TaskId;
const LIST = '- [ ] A\n  - ID: a\n';

describe('a tasklist on the disk', () => {
  test('keeps its mode', async () => {
    writeFileSync(file, LIST);
    chmodSync(file, 0o664);
    await tasklistFile(file).tick(A);
    expect(statSync(file).mode & 0o777).toBe(0o664);
    expect(readdirSync(folder)).toEqual(['tasklist.md']);
  });

  test('behind a link is written where it lies', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'list.md'), LIST);
    symlinkSync(join('real', 'list.md'), file);
    expect(await tasklistFile(file).tick(A)).toEqual({ ok: true });
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'list.md'), 'utf8')).toBe(LIST.replace('[ ]', '[x]'));
  });

  test('that is no UTF-8 is told with line and column, and left alone', async () => {
    const bytes = Buffer.from([...Buffer.from('- [ ] A\n- [ ] '), 0xff, 0x0a]);
    writeFileSync(file, bytes);
    expect(await tasklistFile(file).tick(A)).toMatchObject({
      error: { reason: 'trouble', why: `${file}:2:7: it is no valid UTF-8` },
    });
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('that is a folder is told with its path', async () => {
    mkdirSync(file);
    expect(await tasklistFile(file).tick(A)).toMatchObject({
      error: { reason: 'trouble', why: `${file}: it is a folder` },
    });
  });

  test('is never seen half', async () => {
    const long = `${'- [ ] Some task with words\n'.repeat(20_000)}${LIST}`;
    writeFileSync(file, long);
    const store = tasklistFile(file);
    // Another process, which reads as fast as it can.
    const watch = `const {readFileSync:r}=require('fs');const end=Date.now()+400;const seen=new Set();
      while(Date.now()<end)seen.add(r(${JSON.stringify(file)}).length);console.log([...seen].join(' '))`;
    const watching = promisify(execFile)(process.execPath, ['-e', watch]);
    for (let i = 0; i < 6; i++) await (i % 2 === 0 ? store.tick(A) : store.untick(A));
    expect((await watching).stdout.trim()).toBe(String(Buffer.byteLength(long)));
  });

  test.skipIf(process.getuid?.() === 0)('that may not be written is not replaced either', async () => {
    writeFileSync(file, LIST);
    chmodSync(file, 0o444);
    expect(await tasklistFile(file).tick(A)).toMatchObject({
      error: { reason: 'trouble', why: `${file}: permission denied` },
    });
    expect(readFileSync(file, 'utf8')).toBe(LIST);
  });
});

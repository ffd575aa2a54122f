import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readIndex } from '../../../src/adapters/git/index-file.js';
import { makeRig, type Rig } from './rig.js';

const read = (rig: Rig) => readIndex(readFileSync(join(rig.top, '.git/index')), 20);
const hidden = (rig: Rig) => read(rig)?.hidden.map(String);

function filled(): Rig {
  const rig = makeRig();
  for (const name of ['b', 'dir/one', 'dir/two', 'dir/with space', 'ä', 'x'.repeat(200), 'eightlng'])
    rig.write(name, name);
  rig.git('add', '-A');
  return rig;
}

describe('readIndex', () => {
  test('says the same of one content in every version, and another thing of another content', () => {
    using rig = filled();
    const digests = ['2', '3', '4'].map((version) => {
      rig.git('update-index', '--index-version', version);
      return read(rig)?.digest;
    });
    expect(new Set(digests).size).toBe(1);
    rig.write('b', 'b');
    rig.git('status');
    expect(read(rig)?.digest).toBe(digests[0]);
    rig.write('b', 'other');
    rig.git('add', 'b');
    expect(read(rig)?.digest).not.toBe(digests[0]);
  });

  test('names what git is told not to look at', () => {
    using rig = filled();
    expect(hidden(rig)).toEqual([]);
    rig.git('update-index', '--assume-unchanged', 'dir/one');
    rig.git('update-index', '--skip-worktree', 'dir/two');
    for (const version of ['3', '4']) {
      rig.git('update-index', '--index-version', version);
      expect(hidden(rig)).toEqual(['dir/one', 'dir/two']);
    }
  });

  test('does not understand a split index, other bytes or half an index', () => {
    using rig = filled();
    const bytes = readFileSync(join(rig.top, '.git/index'));
    for (let at = 0; at < bytes.length - 20; at += 7) expect(readIndex(bytes.subarray(0, at), 20), `${at}`).toBeNull();
    expect(readIndex(Buffer.alloc(100, 1), 20)).toBeNull();
    rig.git('update-index', '--split-index');
    expect(read(rig)).toBeNull();
  });
});

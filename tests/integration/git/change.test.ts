import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRig, signal, value } from './rig.js';

describe('change', () => {
  test('counts lines, renames, modes, links and binary files (IL-S14, IL-S15)', async () => {
    using rig = makeRig();
    rig.write('moved', '1\n2\n3\n4\n5\n6\n7\n8\n');
    rig.write('script', 'echo\n');
    rig.write('same', 'x');
    rig.save('more');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.git('mv', 'moved', 'here');
    rig.write('here', '1\n2\n3\n4\n5\n6\n7\neight\n');
    rig.git('update-index', '--chmod=+x', 'script');
    rig.git('checkout', '-q', '--', 'script');
    rig.write('bin', Buffer.of(0, 1, 2, 10, 0));
    rig.write('a.txt', 'one\nTWO\nthree\nfour');
    mkdirSync(join(rig.top, 'd'));
    symlinkSync('../a.txt', join(rig.top, 'd/link'));
    const seen = value(await repository.look(signal));
    const lines: string[] = [];
    const change = value(
      await repository.change(start.tree, seen.tree, (path, line) => lines.push(`${path}: ${line}`), signal),
    );
    const rows = change.files.map((f) => [f.path, f.status, f.added, f.deleted, f.binary, f.from]);
    expect(rows).toEqual([
      ['a.txt', 'modified', 2, 1, false, null],
      ['bin', 'added', 0, 0, true, null],
      ['d/link', 'added', 1, 0, false, null],
      ['here', 'renamed', 1, 1, false, 'moved'],
      ['script', 'modified', 0, 0, false, null],
    ]);
    expect(lines).toEqual(['a.txt: TWO', 'a.txt: four', 'd/link: ../a.txt', 'here: eight']);
    expect(change.patchFile).toBeNull();
    expect(change.patchBytes).toBe(Buffer.byteLength(change.patch));
  });

  test('a long patch is cut with a marker and lies whole in a file', async () => {
    using rig = makeRig();
    const patchFile = join(rig.top, '../patches/whole.diff');
    const repository = await rig.open({ patchLimit: 500, patchFile: () => patchFile });
    const start = value(await repository.baseline(signal));
    rig.write('long', 'line of text\n'.repeat(5000));
    const seen = value(await repository.look(signal));
    const change = value(await repository.change(start.tree, seen.tree, () => {}, signal));
    expect(change.patchFile).toBe(patchFile);
    expect(readFileSync(patchFile).length).toBe(change.patchBytes);
    expect(change.patch).toContain(`of ${change.patchBytes} bytes are shown`);
    expect(change.patch.indexOf('[The diff is cut here')).toBeLessThanOrEqual(500);
    expect(change.files[0]?.added).toBe(5000);
  });

  test('marks generated files by the attributes of the start', async () => {
    using rig = makeRig();
    rig.write('.gitattributes', 'gen/** linguist-generated\n');
    rig.save('attributes');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('.gitattributes', 'gen/** linguist-generated\n* linguist-generated=true\n');
    rig.write('gen/a b.ts', 'x\n');
    rig.write('own.ts', 'x\n');
    const seen = value(await repository.look(signal));
    const files = value(await repository.differing(start.tree, seen.tree, signal));
    expect(files.filter(({ generated }) => generated).map(({ path }) => path)).toEqual(['gen/a b.ts']);
  });

  test("the user's own diff settings change nothing", async () => {
    using rig = makeRig();
    for (const [key, to] of [
      ['diff.external', 'false'],
      ['diff.noprefix', 'true'],
      ['color.ui', 'always'],
      ['diff.suppressBlankEmpty', 'true'],
    ]) {
      rig.git('config', key ?? '', to ?? '');
    }
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('a.txt', 'one\n\nthree\n');
    const seen = value(await repository.look(signal));
    const change = value(await repository.change(start.tree, seen.tree, () => {}, signal));
    expect(change.patch).toContain('+++ b/a.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+\n three\n');
  });
});

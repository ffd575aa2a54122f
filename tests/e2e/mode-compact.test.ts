import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const LONG = '# Tasks\n- [x] Add x, which took us a long time\n- [x] Add y\n- [ ] Add z\n';
const SHORT = '# Tasks\nx and y are there.\n- [ ] Add z\n';
const LIST = '.millstone/tasklist.md';

test('CLI-S40 a compaction that loses a task is put back, exit code 1; --continue tries again', async () => {
  const rig = await Rig.create();
  rig.write(LIST, LONG);
  rig.write('README.md', '# start\nmine\n');
  rig.script({ on: 'compact', says: 'done', edits: { [LIST]: '# Tasks\n' } });
  const lost = await rig.millstone('--compact');
  expect(lost.exitCode).toBe(1);
  expect(lost.stdout).toContain('was not compacted and is as it was');
  expect(lost.stdout).not.toContain('Task Failed');
  expect(rig.read(LIST)).toBe(LONG);

  rig.script({ on: 'compact', says: 'done', edits: { [LIST]: SHORT } });
  const again = await rig.millstone('--continue');
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
  expect(again.stdout).toContain('=== SUCCESS ===');
  expect(rig.read(LIST)).toBe(SHORT);
  expect(rig.status()).toBe(' M README.md');
  expect((await rig.millstone('--compact')).stdout).toContain(`no task of ${LIST} is done`);
});

test('CLI-S40 the demo agent compacts: done tasks go, all else stays byte for byte', async () => {
  const rig = await Rig.create();
  rig.write(
    LIST,
    `\uFEFF${LONG}  - Risk: low\n- [x] Add u\n  with more\n## Group: A\n- [ ] Add v\n`.replaceAll('\n', '\r\n'),
  );
  const ran = await rig.millstone('--compact', '--cli', 'demo');
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  const left = '# Tasks\n- [ ] Add z\n  - Risk: low\n## Group: A\n- [ ] Add v\n\n## Completed\n\n3 tasks.\n';
  expect(rig.read(LIST)).toBe(`\uFEFF${left.replaceAll('\n', '\r\n')}`);
});

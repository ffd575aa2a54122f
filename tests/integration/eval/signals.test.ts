import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signalsIn } from '../../../src/adapters/eval/signals.js';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import { makeGit } from '../../../src/adapters/git/git.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { NO_SIGNALS } from '../../../src/domain/signals.js';
import { ENV, makeRig, type Rig, signal, value } from '../git/rig.js';

const signalsOf = ({ top }: Rig) =>
  signalsIn({
    git: makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: top, env: ENV }),
    ...{ files: nodeFiles, top, folder: join(top, '.millstone/signals') },
    coverage: { path: null, format: null },
  });

test('EV-S52 D27 notes are those of tracked files, with place and text, and none of millstone itself', async () => {
  using rig = makeRig();
  rig.write('.github/ci.yml', '# TODO: cache\n');
  rig.write('src/a b.ts', 'ok\n  // FIXME(me): overflow\nconst todo = 1;\n');
  rig.write('.millstone/x.md', 'TODO: no\n');
  rig.git('add', '-f', '.millstone');
  rig.save('notes');
  rig.write('untracked.ts', '// TODO: not yet\n');
  expect(value(await signalsOf(rig).todos(signal))).toEqual([
    { file: '.github/ci.yml', line: 1, text: '# TODO: cache' },
    { file: 'src/a b.ts', line: 2, text: '// FIXME(me): overflow' },
  ]);
});

test('a repository without notes has none, and coverage is that of the report that is there', async () => {
  using rig = makeRig();
  const signals = signalsOf(rig);
  expect(value(await signals.todos(signal))).toEqual([]);
  expect(await signals.coverage()).toEqual([]);
  rig.write('coverage/lcov.info', 'SF:src/a.ts\nLF:4\nLH:1\nend_of_record\n');
  expect(await signals.coverage()).toEqual([{ file: 'src/a.ts', covered: 1, lines: 4 }]);
});

test('EV-S52 OL-S7 they are kept under signals/', async () => {
  using rig = makeRig();
  expect(await signalsOf(rig).keep('stamp', NO_SIGNALS)).toEqual({ ok: true, value: '.millstone/signals/stamp.json' });
  expect(await nodeFiles.read(join(rig.top, '.millstone/signals/stamp.json'))).toMatchObject({
    ok: true,
    value: expect.stringMatching(/"total_signals": ?0/),
  });
});

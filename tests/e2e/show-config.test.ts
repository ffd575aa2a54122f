import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { stateOf } from './repository-state.js';

test('--show-config names every setting with its place, also beside unknown keys, and touches nothing', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', 'max_cycels = 4\n[millstone]\ntimeout = 60\ncli_reviewer = "demo"\n');
  rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 5\n');
  const before = stateOf(rig);
  const run = await rig.millstone('--show-config', '--max-cycles', '7', '--model', 'opus');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^# WARN: \.millstone\/config\.toml:1: the key max_cycels .+ Did you mean max_cycles\?$/m);
  for (const line of [
    /^max_cycles = 7 +# --max-cycles$/m,
    /^timeout = 60 +# \.millstone\/config\.toml:3$/m,
    /^max_loc_per_task = 5 +# \.millstone\/policy\.toml:2$/m,
    /^idle_timeout = 900 +# default$/m,
    /^# {3}builder +claude \(opus\)$/m,
    /^# {3}reviewer +demo \(opus\)$/m,
  ])
    expect(run.stdout).toMatch(line);

  const told = await rig.millstone('--show-config', '--json');
  const shown = JSON.parse(told.stdout);
  expect(shown).toMatchObject({
    type: 'show-config',
    exit: 0,
    notices: [{ kind: 'unknown-key', nearest: 'max_cycles' }],
  });
  expect(shown.config).toContainEqual({
    key: 'timeout',
    value: 60,
    origin: { from: 'file', file: '.millstone/config.toml', line: 3, key: 'millstone.timeout' },
    waitsFor: null,
  });
  expect(stateOf(rig)).toEqual(before);
});

test('--show-config tells what is wrong instead, exit 2', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', 'max_cycles = "x"\n');
  rig.write('.millstone/policy.toml', '[limits\n');
  const run = await rig.millstone('--show-config', '--cli', 'clade');
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr.match(/^Error: .+$/gm)).toEqual([
    expect.stringContaining('.millstone/policy.toml:1:'),
    expect.stringContaining('.millstone/config.toml:1: max_cycles: expected a whole number from 1 up, got "x"'),
    expect.stringContaining('clade'),
  ]);
  expect(run.stderr).toContain('for example: max_cycles = 3 ');
});

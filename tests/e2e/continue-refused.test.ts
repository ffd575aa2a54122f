import { existsSync, lstatSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalOf, recordFile } from '../support/fake-agent-record.js';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { damageJournal, goesOn } from './continue-stage.js';
import { stateOf } from './repository-state.js';

const failing: FakeTurn = { on: 'review', exit: 3, stderr: 'boom' };

async function halted(): Promise<Rig> {
  const rig = await Rig.create();
  rig.script(builds, failing);
  expect((await rig.millstone(...TASK)).exitCode).toBe(1);
  return rig;
}

describe('millstone --continue with nothing to go on with', () => {
  test('ST-S22 in a fresh repository says so, and does nothing', async () => {
    const rig = await Rig.create();
    const before = stateOf(rig);
    const ran = await rig.millstone('--continue');
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('no unfinished run');
    expect(stateOf(rig)).toEqual(before);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });

  test('ST-S22 L19 where a tasklist is says so, and works through it; to give up there is still nothing', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/tasklist.md', '- [ ] Add a\n');
    expect((await rig.millstone('--continue', '--abort')).exitCode).toBe(0);
    expect(rig.log()).toEqual(['start']);
    rig.script(builds, approves, commits);
    const ran = await rig.millstone('--continue');
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('no unfinished run');
    expect(rig.read('.millstone/tasklist.md')).toBe('- [x] Add a\n');
    expect(rig.log()).toEqual(['Add a', 'start']);
    // With nothing left no empty run stands before the one that can be undone.
    expect((await rig.millstone('--continue')).stdout).toContain('no unfinished run');
    expect((await rig.millstone('--undo')).exitCode).toBe(0);
    expect(rig.log()).toEqual(['start']);
  });

  test('after a run that came to its end says so', async () => {
    const rig = await Rig.create();
    rig.script(builds, approves, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    const ran = await goesOn(rig);
    expect(ran).toMatchObject({ exitCode: 0, asked: [] });
    expect(rig.log()).toEqual(['Add a', 'start']);
    expect((await rig.millstone('--continue', '--abort')).exitCode).toBe(0);
  });

  test.each([
    [
      ['--continue', '--task', 'x'],
      ['--continue', '--task'],
    ],
    [['--abort'], ['--abort', '--continue']],
    [
      ['--abort', '--task', 'x'],
      ['--abort', '--continue'],
    ],
  ])('%j is refused', async (args, names) => {
    const rig = await Rig.create();
    const ran = await rig.millstone(...args);
    expect(ran.exitCode).toBe(2);
    for (const name of names) expect(ran.stderr).toContain(name);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });
});

describe('settings typed with --continue', () => {
  test('L19 win over those of the start, and are kept', async () => {
    const rig = await Rig.create();
    rig.script(builds, failing);
    expect((await rig.millstone(...TASK, '--max-cycles', '2', '--model', 'model-1')).exitCode).toBe(1);
    rig.script(failing);
    await rig.millstone('--continue', '--model', 'model-2');
    // A third process is given what the second was.
    rig.script(failing);
    const ran = await goesOn(rig);
    const models = (await rig.fake.calls()).map(({ argv }) => argv.find((word) => word.startsWith('model-')));
    expect(models).toEqual(['model-1', 'model-1', 'model-1', 'model-2', 'model-2']);
    expect(ran.events.find((event) => event.type === 'run-started')).toMatchObject({ plan: { maxCycles: 2 } });
    expect(journalOf(rig.repo).filter(({ kind }) => kind === 'resumed')).toMatchObject([
      { flags: { model: 'model-2' } },
      { flags: {} },
    ]);
  });
});

describe('millstone --continue --abort', () => {
  test('gives the run up: the files stay, a copy is parked, and the next start is a new run', async () => {
    const rig = await halted();
    const ran = await rig.millstone('--continue', '--abort');
    expect(ran.exitCode).toBe(0);
    expect(rig.read('a.txt')).toBe('a\n');
    expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'closed', how: 'aborted' });
    const refs = rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked').split('\n');
    expect(refs.map((ref) => rig.git('ls-tree', '-r', '--name-only', ref)).join()).toContain('a.txt');
    expect((await rig.millstone('--continue')).stdout).toContain('no unfinished run');

    rig.git('clean', '-qf');
    rig.script(builds, approves, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add a', 'start']);
  });
});

describe('a journal that is damaged', () => {
  const damages: readonly [what: string, at: number, mend: (line: string) => string][] = [
    ['half a line in the middle', 1, (line) => line.slice(0, line.length / 2)],
    ['a last line that is no JSON', -1, () => 'garbage'],
    ['another version', 0, (line) => line.replace(/"v":\d+/, '"v":99')],
    ['a value that was edited', 2, (line) => line.replace('"at":"2', '"at":"1')],
    ['a value of another shape', 0, (line) => line.replace('"maxCycles":', '"maxCycles":"x","more":')],
  ];
  test.each(damages)('%s: exit 1 with file and line, and nothing is touched', async (_, at, mend) => {
    const rig = await halted();
    const place = damageJournal(rig, at, mend);
    const text = rig.read(recordFile(rig.repo, '.journal.jsonl').slice(rig.repo.length + 1));
    const before = stateOf(rig);
    const ran = await rig.millstone('--continue');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout + ran.stderr).toContain(place.slice(rig.repo.length + 1));
    expect(rig.read(recordFile(rig.repo, '.journal.jsonl').slice(rig.repo.length + 1))).toBe(text);
    expect(stateOf(rig)).toEqual(before);
  });

  test('can be given up: the files are parked, the journal is kept under another name', async () => {
    const rig = await halted();
    const place = damageJournal(rig, 1, () => 'garbage').slice(rig.repo.length + 1);
    const told = await rig.millstone('--continue');
    expect(told.stdout + told.stderr).toContain('millstone --continue --abort');
    const ran = await rig.millstone('--continue', '--abort');
    expect(ran.exitCode).toBe(0);
    const kept = `${place.replace(/:\d+$/, '')}.damaged`;
    expect(ran.stdout).toContain(kept);
    expect(rig.read(kept)).toContain('garbage');
    expect(rig.read('a.txt')).toBe('a\n');
    const [ref = ''] = /refs\/millstone\/parked\/\S+[^.\s]/.exec(ran.stdout) ?? [];
    expect(rig.git('show', `${ref}:a.txt`)).toBe('a');
    expect((await rig.millstone('--continue')).stdout).toContain('no unfinished run');

    // Brought back by hand and still damaged, it does not take the place of the first.
    rig.write(kept.replace('.damaged', ''), 'more garbage\n');
    expect((await rig.millstone('--continue', '--abort')).stdout).toContain(`${kept}.2`);
    expect([rig.read(kept), rig.read(`${kept}.2`)]).toEqual([expect.stringContaining('garbage'), 'more garbage\n']);
  });

  test('ST-S50 a torn last line is forgiven', async () => {
    const rig = await halted();
    const file = recordFile(rig.repo, '.journal.jsonl').slice(rig.repo.length + 1);
    rig.write(file, `${rig.read(file)}{"kind":"st`);
    rig.script(approves, commits);
    expect(await goesOn(rig)).toMatchObject({ exitCode: 0, asked: ['review', 'commit'] });
  });
});

describe('state.json', () => {
  test('of a later version: exit 1 with its line, and nothing is touched', async () => {
    const rig = await halted();
    const text = rig.read('.millstone/state.json').replace('"version": 2', '"version": 99');
    rig.write('.millstone/state.json', text);
    const before = stateOf(rig);
    for (const args of [['--continue'], ['--continue', '--dry-run'], ['--clear-sessions']]) {
      const ran = await rig.millstone(...args);
      expect(ran.exitCode).toBe(1);
      expect(ran.stdout + ran.stderr).toMatch(
        /\.millstone\/state\.json:\d+: it is of version 99; this .* reads version 2/,
      );
    }
    expect(rig.read('.millstone/state.json')).toBe(text);
    expect(stateOf(rig)).toEqual(before);
  });

  test.each([
    ['a file', (at: string) => writeFileSync(at, 'notes\n'), 'a file is in the way'],
    ['a link to nowhere', (at: string) => symlinkSync('/nowhere/at/all', at), 'it is a link that leads nowhere'],
  ])('.millstone that is %s: exit 2, and what it is told once', async (_, make, words) => {
    const rig = await Rig.create();
    const at = join(rig.repo, '.millstone');
    make(at);
    const before = [stateOf(rig), lstatSync(at).ino];
    const modes = [TASK, ['--continue'], ['--continue', '--abort'], ['--undo'], ['--clear-sessions'], ['--init']];
    const all = await Promise.all(modes.map(async (args) => ({ args, ...(await rig.millstone(...args)) })));
    for (const { args, exitCode, stderr } of all) {
      expect([args, exitCode]).toEqual([args, 2]);
      expect(stderr.split(`.millstone: ${words}`)).toHaveLength(2);
      expect(stderr).toContain('mv .millstone .millstone.old');
    }
    expect([stateOf(rig), lstatSync(at).ino]).toEqual(before);
  });

  const original = {
    current_task_num: 2,
    builder_session_id: 'old-talk',
    cycle: 1,
    halt_reason: 'policy:loc_threshold_exceeded:900',
    timestamp: '2025-01-01T00:00:00',
    outer_loop: { stage: 'plan_complete', tasks_created: 3 },
  };

  test('P7 of the original alone: says what it does not tell, and touches nothing', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/state.json', JSON.stringify(original));
    const ran = await rig.millstone('--continue');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout + ran.stderr).toContain('state.json');
    expect(ran.stdout + ran.stderr).toContain('--task');
    expect(JSON.parse(rig.read('.millstone/state.json'))).toEqual(original);
  });

  test('ST-S18 P7 of the original keeps its outer loop through a run, and is remembered', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/state.json', JSON.stringify(original));
    rig.script(builds, approves, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    expect(JSON.parse(rig.read('.millstone/state.json'))).toMatchObject({
      version: 2,
      outer_loop: original.outer_loop,
    });
    expect(journalOf(rig.repo).find(({ kind }) => kind === 'imported')).toMatchObject({ state: original });
  });

  test('ST-S16 S7 that is lost or damaged is no hindrance: the journal tells all', async () => {
    for (const [spoil, damaged] of [
      [(rig: Rig) => rmSync(join(rig.repo, '.millstone/state.json')), false],
      [(rig: Rig) => rig.write('.millstone/state.json', '{"vers'), true],
    ] as const) {
      const rig = await halted();
      spoil(rig);
      rig.script(approves, commits);
      const on = await goesOn(rig);
      expect(on).toMatchObject({ exitCode: 0, asked: ['review', 'commit'] });
      expect(on.stderr.includes('state.json was damaged')).toBe(damaged);
      expect(existsSync(join(rig.repo, '.millstone/state.json.corrupt'))).toBe(damaged);
      expect(JSON.parse(rig.read('.millstone/state.json'))).toMatchObject({ version: 2, inner: null });
    }
  });

  test('ST-S11 ST-S12 ST-S13 ST-S14 tells of a halt, in the words of the original too', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, edits: { '.env': 'KEY=1\n' }, conversation: 'talk-1' });
    expect((await rig.millstone(...TASK)).exitCode).toBe(1);
    const state = JSON.parse(rig.read('.millstone/state.json'));
    expect(state).toMatchObject({
      version: 2,
      run: expect.stringMatching(/^\d{8}_\d{6}_\d{3}_[0-9a-f]{4}$/),
      inner: { task: { title: 'Add a file' }, cycle: 1 },
      builder_session_id: 'talk-1',
    });
    expect(state.halt_reason).toBe('policy:sensitive_files:.env');
    expect(readdirSync(join(rig.repo, '.millstone')).filter((name) => name.startsWith('state.json'))).toEqual([
      'state.json',
    ]);
  });
});

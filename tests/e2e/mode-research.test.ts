import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const REPLY = '## FINDINGS\n\n- src/a.ts:1 waits for the disk, which the trace shows.\n\n## SUMMARY\n\nIt waits.';

test('ST-S48 CLI-D1 a research leaves a report, in a dirty tree, and nothing else', async () => {
  const rig = await Rig.create();
  rig.write('README.md', '# start\nmine\n');
  rig.script({ on: 'research', says: REPLY });
  const run = await rig.millstone('--research', '--task', 'Why is it slow?');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const [, file = ''] = /^Research completed -> (\S+)$/m.exec(run.stdout) ?? [];
  expect(file).toMatch(/^\.millstone\/research\/\d{8}_\d{6}_why-is-it-slow\.md$/);
  expect(rig.read(file)).toContain('## Summary\n\nIt waits.');
  expect(run.stdout).toContain('=== SUCCESS ===');
  expect(run.stdout).not.toContain('uncommitted');
  expect(rig.log()).toEqual(['start']);
  expect(rig.status()).toBe(' M README.md');
  const [call] = await rig.fake.calls();
  expect(call?.argv).toContain('--disallowedTools');
});

test('through the tasklist, told to a program', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/tasklist.md', '- [ ] Look at a\n- [ ] Look at b\n');
  rig.script({ on: 'research', says: REPLY }, { on: 'research', says: '' }, { on: 'research', says: 'no' });
  const { exitCode, events } = await rig.events('--research');
  expect(exitCode).toBe(1);
  expect(events.filter(({ type }) => type === 'research-completed')).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ outcome: 'unreadable_reply', tasks: 1 });
  expect(rig.read('.millstone/tasklist.md')).toBe('- [x] Look at a\n- [ ] Look at b\n');

  rig.script({ on: 'research', says: REPLY });
  const again = await rig.events('--continue');
  expect(again.events.at(-1)).toMatchObject({ exit: 0, outcome: 'researched', tasks: 2 });
  expect(rig.read('.millstone/tasklist.md')).toBe('- [x] Look at a\n- [x] Look at b\n');
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

describe('millstone --status', () => {
  test('tells the tasks of the list and the time that past ones took, and changes nothing', async () => {
    const rig = await Rig.create();
    rig.write('docs/list.md', '- [x] Done\n- [ ] Fix typo in README.md\n');
    rig.write('.millstone/config.toml', 'tasklist = "docs/list.md"\nmax_taskz = 3\n');
    const record = { task: 'Fix typo', outcome: 'approved', duration_seconds: 30 };
    rig.write('.millstone/tasks/20260101_101010_ab12cd34.json', JSON.stringify(record));
    const before = readdirSync(join(rig.repo, '.millstone'));
    const ran = await rig.millstone('--status');
    expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^WARN: .*:2: .* max_tasks\?\n$/) });
    expect(await rig.millstone('--status', '--quiet')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('Tasklist docs/list.md\n2 tasks: 1 pending, 1 done\n');
    expect(ran.stdout).toContain('   2. [S] Fix typo in README.md\n');
    expect(ran.stdout).toContain('Time that may be left: 30 seconds\n');
    const json = await rig.millstone('--analyze-tasklist', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      type: 'tasklist',
      total: 2,
      estimate: { seconds: 30, approved: 1 },
    });
    expect(readdirSync(join(rig.repo, '.millstone'))).toEqual(before);
  });

  test('TL-S52 of a list that is missing: zeros, exit code 0, nothing made', async () => {
    const rig = await Rig.create();
    const ran = await rig.millstone('--status', '--tasklist', 'no.md');
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'There is no tasklist no.md yet\n0 tasks: 0 pending, 0 done\n' });
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });

  test('CLI-S8 tasks that live elsewhere: all say where, and no list that lies here is begun instead', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'tasklist_provider = "github"\n[tasklist_filter]\nlabels = ["sprint-1"]\n');
    const ran = await rig.millstone('--status');
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('Tasks live in github (labels: sprint-1)');
    rig.write('.millstone/tasklist.md', '- [ ] Mine\n');
    const shown = await rig.millstone('--dry-run');
    expect(shown.stdout).toContain('Tasklist: github\n  labels: sprint-1\n');
    expect(shown.stdout).not.toContain('Mine');
    const started = await rig.millstone();
    expect(started).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('live in github (labels: sprint-1)'),
    });
    expect(await rig.fake.calls()).toEqual([]);
  });
});

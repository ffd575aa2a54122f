import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const read = (rig: Rig, file: string): string => readFileSync(join(rig.repo, file), 'utf8');

describe('millstone --migrate-tasklist', () => {
  test('CLI-S26 CLI-S27 makes a tasklist, keeps the notes, and has nothing to do the second time', async () => {
    const rig = await Rig.create();
    const notes = '# Ideas\n\n* Add login\n  with a password\n* [x] Write docs\n';
    rig.write('docs/notes.md', notes);
    mkdirSync(join(rig.repo, 'src'));
    const shown = await rig.millstone('--migrate-tasklist', 'docs/notes.md', '--dry-run');
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toContain('  - [ ] Add login\n    with a password\n  - [x] Write docs\n');
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);

    // The notes from where it is typed, the tasklist of the repository.
    const ran = await rig.start(['--migrate-tasklist', '../docs/notes.md'], { cwd: join(rig.repo, 'src') }).ended;
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('docs/notes.md -> .millstone/tasklist.md\n2 tasks: 1 pending, 1 done\n');
    expect(ran.stdout).toContain('Part of no task (1 line of docs/notes.md):\n  1: # Ideas\n');
    expect(read(rig, '.millstone/tasklist.md')).toBe(
      '# Tasklist\n\n- [ ] Add login\n  with a password\n- [x] Write docs\n',
    );
    expect(read(rig, 'docs/notes.md')).toBe(notes);

    const again = await rig.millstone('--migrate-tasklist', '.millstone/tasklist.md', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      type: 'migrated',
      result: 'same',
      total: 2,
      pending: 1,
      completed: 1,
    });
  });

  test('writes over tasks only when it is told to, and keeps them', async () => {
    const rig = await Rig.create();
    rig.write('notes.txt', 'Add login\nShip it\n');
    rig.write('list.md', '- [ ] Mine\r\n');
    const refused = await rig.millstone('--migrate-tasklist', 'notes.txt', '--tasklist', 'list.md');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('list.md is not empty');
    expect(read(rig, 'list.md')).toBe('- [ ] Mine\r\n');
    const forced = await rig.millstone('--migrate-tasklist', 'notes.txt', '--tasklist', 'list.md', '--force');
    expect(forced.exitCode).toBe(0);
    expect(read(rig, 'list.md')).toBe('# Tasklist\n\n- [ ] Add login\n- [ ] Ship it\n');
    expect(read(rig, 'list.md.1.bak')).toBe('- [ ] Mine\r\n');

    rig.write('own.md', 'notes of mine\n');
    expect((await rig.millstone('--migrate-tasklist', 'notes.txt', '--tasklist', 'own.md')).exitCode).toBe(1);
    expect(read(rig, 'own.md')).toBe('notes of mine\n');
    rig.write('titled.md', '# Tasklist\n\n');
    expect((await rig.millstone('--migrate-tasklist', 'notes.txt', '--tasklist', 'titled.md')).exitCode).toBe(0);
    // Who turns a file into a list of itself has named it.
    expect((await rig.millstone('--migrate-tasklist', 'own.md', '--tasklist', 'own.md')).exitCode).toBe(0);
    expect(read(rig, 'own.md')).toBe('# Tasklist\n\n- [ ] notes of mine\n');
  });

  test('TL-S57 CLI-S28 of nothing, or of no file, writes nothing', async () => {
    const rig = await Rig.create();
    rig.write('title.md', '# Ideas\n');
    for (const [source, says] of [
      ['title.md', 'nothing in title.md can become a task'],
      ['none.md', 'there is no file none.md'],
    ] as const) {
      const ran = await rig.millstone('--migrate-tasklist', source);
      expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
      expect(ran.stderr).toContain(says);
    }
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

/**
 * Every file of the repository, those of git and millstone included, with content and time. git sets the time of an object
 * anew when it would have to write what is there already, wherever it was to be written.
 */
function whole(rig: Rig): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(rig.repo, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(rig.repo, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    hash.update(`${name} ${name.startsWith('.git/objects/') ? '' : stat?.mtimeMs}\0`);
    if (stat?.isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

const TASKS = '- [x] Done\n- [ ] **Add a**: it should be there\n  - Risk: low\n- [ ] Add b\n- [ ] Add c\n';

describe('--dry-run', () => {
  test('CLI-S7 AG-S46 PR-S6 shows a run with its prompts, touches nothing and asks nobody', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/tasklist.md', TASKS);
    rig.write('package.json', '{"scripts":{"test":"true"}}');
    const before = whole(rig);
    const ran = await rig.millstone('--dry-run', '-n', '2');
    expect(ran.exitCode).toBe(0);
    const lines = ran.stdout.trimEnd().split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['=== DRY RUN MODE ===', '=== END DRY RUN ===']);
    expect(ran.stdout).toMatch(/1\. Add a \(\w+\)\n2\. Add b \(\w+\)\nand 1 more/);
    expect(ran.stdout).toContain('tests: npm test');
    expect(ran.stdout).toContain('--- prompt for the author (build) ---');
    expect(ran.stdout).toContain('--- prompt for the reviewer (review) ---');
    expect(ran.stdout).not.toMatch(/\{\{[A-Z_]+\}\}/);
    // What a start would say no to.
    expect(ran.stdout).toMatch(/a start would be refused: there are uncommitted changes in 1 file: package\.json/);
    expect(whole(rig)).toBe(before);
    expect(await rig.fake.calls()).toEqual([]);
  });

  test('PR-S32 shows exactly the prompt that is sent', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/tasklist.md', TASKS);
    const { stdout } = await rig.millstone('--dry-run', '--json', '-n', '1');
    const shown = JSON.parse(stdout);
    expect(shown).toMatchObject({ type: 'dry-run', mode: 'worklist', tasks: [{ title: 'Add a' }], more: 2 });
    rig.script(builds, approves, commits);
    expect((await rig.millstone('-n', '1')).exitCode).toBe(0);
    const [sent] = await rig.fake.calls();
    expect(sent?.prompt).toBe(shown.prompts[0].text);
  });

  test('CLI-S57 of whatever it is asked for: touches nothing and asks nobody', async () => {
    const rig = await Rig.create();
    rig.lenient = true;
    rig.write('.millstone/tasklist.md', TASKS);
    rig.script(builds, { on: 'review', exit: 3 });
    expect((await rig.millstone(...TASK)).exitCode).toBe(1);
    const [before, calls] = [whole(rig), (await rig.fake.calls()).length];
    for (const args of EVERY) {
      const ran = await rig.millstone('--dry-run', ...args);
      expect([args, [0, 1].includes(ran.exitCode ?? 2)]).toEqual([args, true]);
      expect([args, whole(rig)]).toEqual([args, before]);
    }
    expect((await rig.fake.calls()).length).toBe(calls);
  });
});

const EVERY: readonly (readonly string[])[] = [
  ['--task', 'x', '--research'],
  ['--compact'],
  ['--continue'],
  ['--continue', '--abort'],
  ['--undo'],
  ['--recover', '1'],
  ['--stop'],
  ['--watch'],
  ['--clear-sessions'],
  ['--init', '--force'],
  ['--split-task', '2'],
  ['--review-diff'],
  ['--migrate-tasklist', 'README.md', '--force'],
  ['--eval', '--cov'],
  ['--eval-compare'],
  ['--status'],
  ['--show-config'],
];

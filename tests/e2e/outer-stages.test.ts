import { describe, expect, test } from 'vitest';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { designText, fine, notYet, opportunities, opportunity } from '../support/outer-texts.js';
import { Rig } from '../support/rig.js';

const LIST = '.millstone/opportunities.md';
const DESIGN = '.millstone/designs/add-caching.md';
const writes: FakeTurn = { on: 'design', says: 'Done.', edits: { [DESIGN]: designText('add-caching') } };

describe('stages of the outer loop', () => {
  test('OL-S1 PR-S24 --analyze lists opportunities, by prompts of the user', async () => {
    const rig = await Rig.create();
    const list = opportunities(opportunity('be-fast', 3), opportunity('be-clear', 1));
    rig.script({ on: 'analyze', says: 'two', edits: { [LIST]: list } }, { on: 'analyze-review', says: fine });
    rig.write('.millstone/mine/analyze_prompt.md', 'My own words. {{OPPORTUNITY_WRITE_INSTRUCTIONS}}\n');
    const run = await rig.millstone('--analyze', '--prompts-dir', '.millstone/mine');
    expect((await rig.fake.calls())[0]?.prompt).toMatch(/^My own words\. the list is the file/);
    expect(run.stdout).toContain('=== Analysis Complete ===\nOpportunities found: 2\n');
    expect(run.exitCode).toBe(0);
    expect(rig.read(LIST)).toBe(list);
  });

  test('OL-S29 --design halts and goes on with what was paid for', async () => {
    const rig = await Rig.create();
    rig.script(
      writes,
      { on: 'design-review', says: notYet('Major: say how it is tested') },
      {
        on: 'design-fix',
        says: 'mended',
        edits: { [DESIGN]: designText('add-caching', 'add-caching', 'draft', 'Tested.') },
      },
      { on: 'design-review', exit: 3, stderr: 'boom' },
    );
    const halted = await rig.millstone('--design', 'Add caching');
    expect(halted.exitCode).toBe(1);
    expect(halted.stdout).toContain('say how it is tested');

    rig.script({ on: 'design-review', says: fine });
    const run = await rig.millstone('--continue');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain(`=== Design Complete ===\n  ${DESIGN}: Title of add-caching`);
    expect(rig.read(DESIGN)).toContain('- **status**: reviewed');
    expect(rig.read(LIST)).toContain('Source Ref: cli:--design');
    expect(rig.log()).toEqual(['start']);
  });

  test('an author killed at work is asked again, and what it edits elsewhere is undone', async () => {
    const rig = await Rig.create();
    rig.script({ ...writes, hangs: true });
    const run = rig.start(['--design', 'Add caching']);
    await rig.fake.reached(1, 'hanging');
    run.child.kill('SIGKILL');
    await run.ended;

    rig.script(
      { on: 'design', says: 'It is there.', edits: { 'README.md': 'mine now\n' } },
      { on: 'design-fix', says: 'only the design' },
      { on: 'design-review', says: fine },
    );
    // The same command takes it up, since it died (L19).
    const again = await rig.millstone('--design', 'Add caching');
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toContain('also changed README.md, which was undone');
    expect(rig.read('README.md')).toBe('# start\n');
    expect(rig.status()).toBe('');
  });

  test('OL-S53 PR-S32 --dry-run shows the request as it would be sent, asks nobody and leaves no trace', async () => {
    const rig = await Rig.create();
    const shown = await rig.millstone('--design', 'Add caching', '--dry-run');
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.git('status', '--porcelain', '--ignored')).toBe('');
    rig.script(writes, { on: 'design-review', says: fine });
    expect((await rig.millstone('--design', 'Add caching')).exitCode).toBe(0);
    const sent = (await rig.fake.calls())[0]?.prompt.split('<!-- prompt_name')[0]?.trim() ?? '';
    const plain = (text: string) => text.replace(/\s+/g, ' ');
    expect(plain(shown.stdout)).toContain(plain(sent));
  });

  test('OL-S55 what does not go together is refused, both named, and nothing is made', async () => {
    const rig = await Rig.create();
    const both = await rig.millstone('--analyze', '--design', 'x');
    expect(both).toMatchObject({ exitCode: 2, stdout: '' });
    expect(both.stderr).toMatch(/--analyze.*--design/);
    const issues = await rig.millstone('--issues', 'a.txt');
    expect(issues).toMatchObject({ exitCode: 2 });
    expect(issues.stderr).toContain('--issues only goes with --analyze');
    expect(rig.git('status', '--porcelain', '--ignored')).toBe('');
  });
});

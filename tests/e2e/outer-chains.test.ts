import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builds, commits } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { designText, fine, notYet, opportunities, opportunity, plannedTask } from '../support/outer-texts.js';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const LIST = '.millstone/tasklist.md';
const designOf = (id: string): string => `.millstone/designs/${id}.md`;
const designs = (id: string): readonly FakeTurn[] => [
  { on: 'design', says: 'Done.', edits: { [designOf(id)]: designText(id) } },
  { on: 'design-review', says: fine },
];
const plans = (...ids: string[]): readonly FakeTurn[] => [
  {
    on: 'plan',
    says: 'Done.',
    runs: `cat >> ${LIST} <<'END'\n\n${ids.map((id) => plannedTask(id)).join('\n\n')}\nEND`,
  },
  { on: 'plan-review', says: fine },
];
const does = (name: string): readonly FakeTurn[] => [
  { ...builds, edits: { [`${name}.txt`]: `${name}\n` } },
  { on: 'review', says: approved() },
  { ...commits, runs: `git add ${name}.txt && git commit -qm "Add ${name}"` },
];

interface Kept {
  readonly evidence_id: string;
  readonly kind: string;
  readonly outcome: string;
  readonly work_item_id: string | null;
  readonly previous: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The evidence that is kept, oldest first. */
const evidenceOf = (rig: Rig): readonly Kept[] =>
  readdirSync(join(rig.repo, '.millstone/evidence'))
    .sort()
    .map((name) => JSON.parse(rig.read(`.millstone/evidence/${name}`)) as Kept);

describe('chains of the outer loop', () => {
  test('ON-S29 AR-S54 AR-S51 OL-S39 OL-S42 PL-S36 PL-S37 PL-S38 PO-S48 PO-S49 a roadmap from goal to commits, gate by gate', async () => {
    const rig = await Rig.create();
    rig.write('docs/roadmap.md', '# Roadmap\n\n- [ ] Be fast\n- [ ] Be clear\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'roadmap');
    rig.script(...designs('be-fast'));
    const first = await rig.millstone('--cycle', '--roadmap', 'docs/roadmap.md');
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toContain(`\n${'='.repeat(60)}\nAPPROVAL GATE: Design created\n${'='.repeat(60)}\n`);
    const waits = (await rig.millstone('--status')).stdout;
    expect(waits).toMatch(/^Unfinished: .* made waits for approval; .*`millstone --continue` approves it/);
    expect(first.stdout).toContain('Re-run with: millstone --continue');

    rig.script(...plans('one'));
    const second = await rig.millstone('--continue', '--exit-codes', 'extended');
    expect(second.stdout).toContain('APPROVAL GATE: Tasks added to tasklist');
    expect(second.exitCode).toBe(10);

    rig.script(...does('one'), ...designs('be-clear'));
    const third = await rig.millstone('--continue');
    expect(third.stdout).toContain('Goal reached and ticked in docs/roadmap.md: Be fast');
    expect(third.stdout).toContain('APPROVAL GATE: Design created');

    // L16: sent back with words, then approved together with all that follows.
    rig.script(
      {
        on: 'design-fix',
        says: 'ok',
        edits: { [designOf('be-clear')]: designText('be-clear', 'be-clear', 'draft', 'Names.') },
      },
      { on: 'design-review', says: fine },
    );
    const fourth = await rig.millstone('--reject', 'say which names');
    expect(fourth.stdout).toContain('APPROVAL GATE: Design created');
    expect((await rig.fake.calls()).find(({ purpose }) => purpose === 'design-fix')?.prompt).toContain(
      'say which names',
    );

    rig.script(...plans('two'), ...does('two'));
    const last = await rig.millstone('--continue', '--no-approve');
    expect(last).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.read('docs/roadmap.md')).toBe('# Roadmap\n\n- [x] Be fast\n- [x] Be clear\n');
    expect(rig.log()).toEqual([
      ...['Tick a goal of docs/roadmap.md', 'Add two', 'Tick a goal of docs/roadmap.md', 'Add one', 'roadmap', 'start'],
    ]);
    expect(rig.status()).toBe('');

    const kept = evidenceOf(rig);
    expect(kept.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      ...['design_review approved', 'gate approved', 'plan_review approved', 'gate approved'],
      ...['sanity_check ok', 'review approved', 'design_review approved', 'gate rejected'],
      ...['design_review approved', 'gate approved', 'plan_review approved', 'gate approved'],
      ...['sanity_check ok', 'review approved'],
    ]);
    expect(kept.filter(({ kind }) => kind === 'gate').map(({ detail }) => detail.how)).toEqual([
      ...['continue', 'continue', 'reject', 'continue', 'no-approve'],
    ]);
    expect(kept[7]).toMatchObject({ work_item_id: 'be-clear', detail: { reason: 'say which names', sent_back: true } });
    expect(kept.filter(({ kind }) => kind === 'review').map((one) => one.work_item_id)).toEqual(['one', 'two']);
    // Five processes, and each of them goes on with the row of the one before it.
    expect(kept.map(({ previous }) => previous)).toEqual([null, ...kept.slice(0, -1).map((one) => one.evidence_id)]);

    // PL-S42 PL-S45: nothing is left of it.
    const after = await rig.millstone('--continue');
    expect(after.stdout).toContain('There is no unfinished run to continue');
  });

  test('PL-S20 L16 a plan that is refused for good leaves the list as it was, and the run is over', async () => {
    const rig = await Rig.create();
    rig.write(LIST, '# Tasklist\n\n- [x] Old\n');
    rig.write(designOf('be-fast'), designText('be-fast', '', 'reviewed'));
    rig.script(...plans('one'));
    const gate = await rig.events('--plan', designOf('be-fast'), '--complete');
    expect(gate.exitCode).toBe(0);
    expect(gate.events.at(-1)).toMatchObject({ type: 'run-ended', end: 'gate', exit: 0 });
    expect(gate.events.find(({ type }) => type === 'gate-reached')).toMatchObject({
      gate: 'plans',
      made: [{ id: 'one' }],
    });

    // What is gone by then is not approved, and can still be refused.
    const planned = rig.read(LIST);
    rig.write(LIST, '');
    const gone = await rig.millstone('--continue');
    expect(gone).toMatchObject({ exitCode: 1 });
    expect(gone.stdout).toContain(`cannot be approved as it is: ${LIST}: the task one is gone.`);
    expect(gone.stdout).toContain('`millstone --reject "why"` sends it back to its author');
    rig.write(LIST, planned);

    const would = await rig.millstone('--reject', '--dry-run');
    expect(would).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('behind the stage plan') });
    expect(rig.read(LIST)).toBe(planned);

    const refused = await rig.millstone('--reject');
    expect(refused).toMatchObject({ exitCode: 0 });
    expect(rig.read(LIST).trimEnd()).toBe('# Tasklist\n\n- [x] Old');
    const again = await rig.millstone('--reject');
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('nothing waits for approval');
  });

  test('OL-S45 OL-S46 OL-S47 PL-S49 --deliver wants an empty list, makes one, and asks nobody', async () => {
    const rig = await Rig.create();
    rig.script(...designs('be-fast'), ...plans('one'), ...does('one'));
    const run = await rig.millstone('--deliver', 'Be fast');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).not.toContain('APPROVAL GATE');
    expect(rig.read(LIST)).toMatch(/^# Tasklist\n/);
    expect(rig.log()).toEqual(['Add one', 'start']);

    rig.write(LIST, `${rig.read(LIST)}\n- [ ] Mine\n`);
    const guarded = await rig.millstone('--deliver', 'Be clear');
    expect(guarded.exitCode).toBe(1);
    expect(guarded.stderr).toContain('has pending tasks (1)');
  });

  test('PL-S30 PL-S46 OL-S25 a design that is not approved is not planned, and goes on with the last words', async () => {
    const rig = await Rig.create();
    const [writes] = designs('be-fast');
    rig.script(writes as FakeTurn, { on: 'design-review', says: notYet('Major: no tests') });
    const halted = await rig.millstone('--design', 'Be fast', '--through', 'plan', '--max-cycles', '1');
    expect(halted.exitCode).toBe(1);
    expect(halted.stdout).toContain('The reviewer did not approve the design within 1 cycle.');

    rig.write('.millstone/state.json', '{ "outer_loop": ');
    // PL-S41a: the author first, then the reviewer.
    rig.script(
      {
        on: 'design-fix',
        says: 'ok',
        edits: { [designOf('be-fast')]: designText('be-fast', 'be-fast', 'draft', 'Tests.') },
      },
      { on: 'design-review', says: fine },
    );
    const run = await rig.millstone('--continue');
    expect(run.stdout).toContain('state.json was damaged');
    expect(rig.read('.millstone/state.json.corrupt')).toBe('{ "outer_loop": ');
    expect(JSON.parse(rig.read('.millstone/state.json'))).toMatchObject({
      outer_loop: { asked: 'design', given: 'Be fast' },
    });
    expect(run.stdout).toContain('APPROVAL GATE: Design created');
    expect((await rig.fake.calls()).map(({ purpose }) => purpose)).toEqual([
      ...['design', 'design-review', 'design-fix', 'design-review'],
    ]);
  });

  test('PL-S41 a halt in a task goes on in that task, and no stage is done twice', async () => {
    const rig = await Rig.create();
    rig.script(...designs('be-fast'), ...plans('one'), { on: 'build', says: 'done', edits: { 'a.txt': 'a\nb\nc\n' } });
    const halted = await rig.millstone('--deliver', 'Be fast', '--loc-threshold', '1');
    expect(halted.exitCode).toBe(1);
    expect(halted.stdout).toContain('lines changed');
    rig.script({ on: 'review', says: approved() }, { on: 'commit', runs: 'git add a.txt && git commit -qm "Add a"' });
    const run = await rig.millstone('--continue');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.log()).toEqual(['Add a', 'start']);
    expect(rig.read(LIST)).toContain('- [x] **Do one**');
  });

  test('OL-S20 OL-S21 OL-S24 --review-design judges a design, and only looks', async () => {
    const rig = await Rig.create();
    const missing = await rig.millstone('--review-design', 'nope.md');
    expect(missing).toMatchObject({ exitCode: 1 });
    expect(missing.stderr).toContain('Design file not found: nope.md');

    rig.write(designOf('be-fast'), designText('be-fast'));
    rig.script({ on: 'design-review', says: '' }, { on: 'design-review', says: notYet('Major: no tests') });
    const no = await rig.millstone('--review-design', designOf('be-fast'));
    expect(no).toMatchObject({ exitCode: 1 });
    expect(no.stdout).toContain('Verdict: NEEDS_REVISION');
    expect(rig.read(designOf('be-fast'))).toBe(designText('be-fast'));

    rig.script({ on: 'design-review', says: fine });
    const yes = await rig.millstone('--review-design', 'be-fast');
    expect(yes).toMatchObject({ exitCode: 0, stderr: '' });
    expect(evidenceOf(rig).map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      ...['design_review needs_revision', 'design_review approved'],
    ]);
    expect(rig.read(designOf('be-fast'))).toBe(designText('be-fast', 'be-fast', 'reviewed'));
  });

  test('OL-S53 --cycle --dry-run shows what comes first, asks nobody and leaves no trace', async () => {
    const rig = await Rig.create();
    rig.write('docs/roadmap.md', '- [ ] Be fast\n');
    const before = rig.git('status', '--porcelain', '--ignored');
    const shown = await rig.millstone('--cycle', '--roadmap', 'docs/roadmap.md', '--dry-run');
    expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
    expect(shown.stdout).toContain('1 goals are open; the first one is: Be fast');
    expect(shown.stdout).toContain('design, review_design (then a person), plan (then a person), execute.');
    expect(rig.git('status', '--porcelain', '--ignored')).toBe(before);
    // Of two goals with the same words the open one is meant, which is the second.
    rig.write('docs/roadmap.md', '- [x] Be fast\n- [ ] Be fast\n');
    rig.write(
      '.millstone/opportunities.md',
      opportunities(opportunity('be-fast')).replace(/be fast|what .* about/g, 'Be fast'),
    );
    const second = await rig.millstone('--cycle', '--roadmap', 'docs/roadmap.md', '--dry-run');
    expect(second.stdout).toContain('be-fast-2');
    const absent = await rig.millstone('--cycle', '--roadmap', 'nope.md');
    expect(absent.exitCode).toBe(1);
    expect(absent.stderr).toContain('the roadmap nope.md was not found');
  });
});

import { describe, expect, test } from 'vitest';
import type { GateDecision } from '../../../src/domain/gate.js';
import { chainOf } from '../../support/chain-of.js';
import { OuterStage } from '../../support/outer-stage.js';
import { designText, fine, notYet } from '../../support/outer-texts.js';
import { designs } from '../../support/outer-turns.js';
import { TURNS, takenUp } from '../../support/outer-walk.js';
import type { Turn } from '../../support/scripted-agents.js';

const LIST = '.millstone/opportunities.md';
const DESIGN = '.millstone/designs/be-fast.md';
const settings = { gates: { opportunities: false, designs: true, plans: true }, maxCycles: 1 };
const chain = chainOf('analyze', null, 'plan', settings);
const [writes] = designs('be-fast');
const refuses: Turn = { on: 'design-review', says: notYet('Major: no tests') };
const mends: readonly Turn[] = [
  { on: 'design-fix', says: 'ok', edits: { [DESIGN]: designText('be-fast', 'be-fast', 'draft', 'Tests.') } },
  { on: 'design-review', says: fine },
];

/** An analysis that finds two, and a design of the better one that its reviewer refuses. */
async function refused(): Promise<OuterStage> {
  const run = new OuterStage(chain, [...(TURNS.analyze ?? []), writes as Turn, refuses], { settings });
  expect(await run.go()).toMatchObject({ error: { reason: 'not-approved' } });
  return run;
}
const resumed = (past: OuterStage, turns: readonly Turn[]) =>
  new OuterStage(chain, turns, {
    settings,
    moreCycles: 1,
    repository: past.disk,
    journal: past.ctx.journal,
    there: {},
  });

describe('an opportunity that an analysis found and that was selected', () => {
  test('is open again when its design fails, so that it can be selected once more', async () => {
    const run = await refused();
    expect(run.ctx.of('picked')).toMatchObject([{ opportunity: 'be-fast' }]);
    expect(run.disk.textOf(LIST)).toContain('- [ ] **be fast**');
  });

  test('is adopted anew when the run goes on with it, and is not selected again', async () => {
    const next = resumed(await refused(), mends);
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    expect(next.disk.textOf(LIST)).toContain('- [x] **be fast**');
    expect(next.ctx.of('picked')).toEqual([]);
  });

  test('keeps what a person said of it meanwhile', async () => {
    const run = await refused();
    const rejected = (run.disk.textOf(LIST) ?? '').replace(
      '- [ ] **be fast**\n',
      '- [ ] **be fast**\n  - Status: rejected\n',
    );
    run.disk.edit({ [LIST]: rejected });
    await resumed(run, mends).go();
    expect(run.disk.textOf(LIST)).toBe(rejected);
  });

  test.each<[string, GateDecision['kind'], string]>([
    ['an approval of its design keeps it', 'approved', '- [x] **be fast**'],
    ['a refusal of its design for good opens it again', 'rejected', '- [ ] **be fast**'],
  ])('%s', async (_name, kind, expected) => {
    const run = new OuterStage(chain, [...(TURNS.analyze ?? []), ...designs('be-fast')], { settings });
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    const decision: GateDecision = kind === 'approved' ? { kind, by: 'continue' } : { kind, by: 'reject', why: null };
    const next = takenUp(run, chain, decision, kind === 'approved' ? (TURNS.plan ?? []) : [], { settings });
    expect(await next.go()).toMatchObject({ ok: true });
    expect(next.disk.textOf(LIST)).toContain(expected);
    expect(next.disk.textOf(LIST)).toContain('- [ ] **be clear**');
  });

  test('stays adopted while the run waits, or when a later stage fails', async () => {
    const run = new OuterStage(chain, [...(TURNS.analyze ?? []), ...designs('be-fast')], { settings });
    await run.go();
    const silent: Turn = { on: 'plan', says: 'no' };
    const next = takenUp(run, chain, { kind: 'approved', by: 'continue' }, [silent], { settings });
    expect(await next.go()).toMatchObject({ error: { reason: 'not-approved' } });
    expect(next.disk.textOf(LIST)).toContain('- [x] **be fast**');
  });
});

import { describe, expect, test } from 'vitest';
import type { GateDecision } from '../../../src/domain/gate.js';
import { recall } from '../../../src/domain/recall.js';
import { waitingGate } from '../../../src/policy/gates.js';
import { chainOf } from '../../support/chain-of.js';
import { OuterStage } from '../../support/outer-stage.js';
import { designText, fine, opportunities, opportunity, plannedTask } from '../../support/outer-texts.js';
import { adds } from '../../support/outer-turns.js';
import { leg, TURNS, takenUp } from '../../support/outer-walk.js';
import type { Turn } from '../../support/scripted-agents.js';

const yes: GateDecision = { kind: 'approved', by: 'continue' };
const never: GateDecision = { kind: 'rejected', by: 'reject', why: null };
const anew: GateDecision = { kind: 'rejected', by: 'reject', why: 'write it again' };
const FOUND = '.millstone/opportunities.md';
const DESIGN = '.millstone/designs/be-fast.md';
const LIST = '.millstone/tasklist.md';
const whole = designText('be-fast', 'be-fast', 'reviewed');
const one = adds(plannedTask('one'), 'plan-fix');
const agrees = (on: Turn['on']): Turn => ({ on, says: fine });
const writes = (on: Turn['on'], file: string, text: string): Turn => ({ on, says: 'done', edits: { [file]: text } });
const found = opportunities(opportunity('be-fast', 3), opportunity('be-clear', 1));

/** A run that waits at the last gate of a chain with as many of them. */
const CHAINS = {
  opportunities: [chainOf('analyze', null, 'design'), 1],
  designs: [chainOf('design', 'Be fast', 'execute'), 1],
  plans: [chainOf('design', 'Be fast', 'execute'), 2],
} as const;
type At = keyof typeof CHAINS;

async function waiting(at: At): Promise<OuterStage> {
  const [chain, gates] = CHAINS[at];
  let part = leg(chain, 0);
  let run = new OuterStage(chain, part.turns);
  await run.go();
  for (let passed = 1; passed < gates; passed++) {
    part = leg(chain, part.next);
    run = takenUp(run, chain, yes, part.turns);
    await run.go();
  }
  return run;
}

/** Whether a person may still say something of what waits, as another process would find it. */
const waits = (run: OuterStage): boolean =>
  waitingGate({
    life: {
      kind: 'halted',
      line: { kind: 'halted', at: '', reason: 'incomplete', says: '', waives: null, seen: null },
    },
    ...recall(run.ctx.journal.entries),
  }) !== null;

interface Broken {
  readonly at: At;
  readonly how: string;
  readonly file: string;
  /** What is found there; null for nothing. */
  readonly text: string | null;
  readonly says: RegExp;
  /** What its author does when it gets it back. */
  readonly author: Turn;
}
const finds = writes('analyze-fix', FOUND, found);
const mends = writes('design-fix', DESIGN, whole);
const lost: Pick<Broken, 'at' | 'file' | 'says' | 'author'> = {
  at: 'plans',
  file: LIST,
  says: /tasklist\.md: the task one is gone/,
  author: one,
};
const design: Pick<Broken, 'at' | 'file' | 'author'> = { at: 'designs', file: DESIGN, author: mends };
const listed: Pick<Broken, 'at' | 'file' | 'author'> = { at: 'opportunities', file: FOUND, author: finds };
const refused = found.replace('ID: be-fast', 'ID: be-fast\n  - Status: rejected');
const BROKEN: readonly Broken[] = [
  { ...listed, how: 'taken out', text: opportunities(opportunity('be-clear', 1)), says: /opportunity be-fast is gone/ },
  { ...listed, how: 'rejected by hand', text: refused, says: /the opportunity be-fast was rejected/ },
  {
    ...design,
    how: 'deleted',
    text: null,
    says: /be-fast\.md: the design is gone/,
  },
  { ...design, how: 'emptied', text: '', says: /the header is missing.*Problem Statement/ },
  {
    ...design,
    how: 'without a section',
    text: whole.replace('## Risks and', '## Ricks'),
    says: /"## Risks and Mitigations"/,
  },
  { ...design, how: 'garbage', text: '\u0000%PDF', says: /the header is missing/ },
  {
    ...design,
    how: 'about nothing',
    text: designText('be-fast', 'x', 'reviewed'),
    says: /opportunity_ref x is not in/,
  },
  { ...lost, how: 'emptied', text: '' },
  { ...lost, how: 'deleted', text: null },
  { ...lost, how: 'under another id', text: plannedTask('two') },
];

describe('what waits at a gate and is not whole any more', () => {
  test.each(BROKEN)(
    '$at, $how: an approval is not used up, and what is wrong is named',
    async ({ at, file, text, says }) => {
      const run = await waiting(at);
      const before = run.disk.textOf(file);
      run.disk.edit({ [file]: text });
      const next = takenUp(run, CHAINS[at][0], yes, []);
      const ended = await next.go();
      expect(ended).toMatchObject({ ok: false, error: { reason: 'incomplete', gate: at } });
      expect(ended.ok || ended.error.reason !== 'incomplete' ? '' : ended.error.problems.join('; ')).toMatch(says);
      expect(waits(next)).toBe(true);
      // Nor is it where nobody is to be asked any more.
      const silent = takenUp(next, CHAINS[at][0], yes, [], { settings: { noApprove: true } });
      expect(await silent.go()).toMatchObject({ ok: false, error: { reason: 'incomplete' } });

      next.disk.edit({ [file]: before });
      const behind = at === 'plans' ? TURNS.execute : at === 'designs' ? TURNS.plan : TURNS.design;
      expect(await takenUp(next, CHAINS[at][0], yes, behind ?? []).go()).toMatchObject({ ok: true });
    },
  );

  test.each(BROKEN)('$at, $how: it can be refused for good', async ({ at, file, text }) => {
    const run = await waiting(at);
    run.disk.edit({ [file]: text });
    const halted = takenUp(run, CHAINS[at][0], yes, []);
    await halted.go();
    const ended = await takenUp(halted, CHAINS[at][0], never, []).go();
    // A document without a header has no place for the word; that is told by its name.
    if (text !== null && at === 'designs' && !text.startsWith('#'))
      expect(JSON.stringify(ended)).toContain('be-fast.md');
    else expect(ended).toMatchObject({ ok: true, value: { end: 'rejected' } });
  });

  test.each(BROKEN)('$at, $how: it can be sent back, and waits again', async ({ at, file, text, author }) => {
    const run = await waiting(at);
    run.disk.edit({ [file]: text });
    const review = { opportunities: 'analyze-review', designs: 'design-review', plans: 'plan-review' } as const;
    const back = takenUp(run, CHAINS[at][0], anew, [author, agrees(review[at])]);
    expect(await back.go()).toMatchObject({ ok: true, value: { end: 'gate' } });
    expect(waits(back)).toBe(true);
  });

  test('on a terminal it is told, and asked again', async () => {
    const [chain] = CHAINS.designs;
    const { turns } = leg(chain, 0);
    const run: OuterStage = new OuterStage(chain, [...turns, ...(TURNS.plan ?? [])], {
      atGate: [{ kind: 'edit' }, { kind: 'approve' }, { kind: 'edit' }, { kind: 'approve' }],
      onEdit: () => run.disk.edit({ [DESIGN]: run.edited.length === 1 ? '# nothing' : whole }),
    });
    expect(await run.go()).toMatchObject({ ok: true, value: { end: 'gate' } });
    const told = run.ctx.of('noticed').flatMap(({ notice }) => (notice.kind === 'not-approvable' ? [notice.why] : []));
    // As it waits there, and once more where it was approved all the same.
    const wrong = expect.stringMatching(/be-fast\.md: the header is missing/);
    expect(told).toEqual([wrong, wrong]);
    expect(run.gates.map(({ gate }) => gate)).toEqual(['designs', 'designs', 'designs', 'designs', 'plans']);
  });
});

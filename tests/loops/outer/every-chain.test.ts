import { describe, expect, test } from 'vitest';
import { GATES } from '../../../src/domain/chain.js';
import type { GateDecision } from '../../../src/domain/gate.js';
import type { Purpose } from '../../../src/domain/progress.js';
import { recall } from '../../../src/domain/recall.js';
import { gatesIn, gatesOfAll, ROWS, type Row } from '../../support/outer-rows.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { fine } from '../../support/outer-texts.js';
import { leg, TURNS, takenUp } from '../../support/outer-walk.js';
import type { Turn } from '../../support/scripted-agents.js';

const APPROVED: GateDecision = { kind: 'approved', by: 'continue' };
const WRITERS = ['analyze', 'design', 'plan'];
const mends = (stage: string): readonly Turn[] => [
  { on: `${stage}-fix` as Purpose, says: 'nothing to change' },
  { on: `${stage}-review` as Purpose, says: fine },
];

/** Ways to come from the first stage to the end: how each gate is passed, or which one is not. */
type Way =
  | { readonly kind: 'continue' | 'terminal' | 'no-approve' }
  | { readonly kind: 'no-approve-from' | 'sent-back' | 'refused'; readonly gate: number };

const waysOf = ({ links }: Row): readonly Way[] => [
  { kind: 'continue' },
  { kind: 'no-approve' },
  ...gatesIn(links).flatMap((gate, i): readonly Way[] => [
    ...(i === 0 ? [{ kind: 'terminal' } as const] : []),
    { kind: 'no-approve-from', gate },
    { kind: 'sent-back', gate },
    { kind: 'refused', gate },
  ]),
];
const TABLE = ROWS.flatMap((row) => waysOf(row).map((way) => [row.name, JSON.stringify(way), row, way] as const));

/** Which stages are begun on the way, in their order. */
function stagesOn({ links }: Row, way: Way): readonly string[] {
  const names = links.map(({ stage }) => stage);
  if (way.kind === 'refused') return names.slice(0, way.gate + 1);
  if (way.kind !== 'sent-back') return names;
  const again = names.findLastIndex((name, i) => i <= way.gate && WRITERS.includes(name));
  return [...names.slice(0, way.gate + 1), ...names.slice(again)];
}

const begunIn = (run: OuterStage): readonly string[] => run.ctx.of('stage-started').map(({ stage }) => stage);

/** Walks it gate by gate, each leg in a process of its own; what was begun. */
async function walk(row: Row, way: Way): Promise<{ readonly begun: readonly string[]; readonly last: OuterStage }> {
  const { chain, links, options } = row;
  const whole = links.flatMap(({ stage }) => TURNS[stage] ?? []);
  if (way.kind === 'terminal' || way.kind === 'no-approve') {
    const atGate = gatesIn(links).map(() => ({ kind: 'approve' }) as const);
    const settings = { ...options.settings, noApprove: way.kind === 'no-approve' };
    const run = new OuterStage(chain, whole, { ...options, settings, atGate });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    return { begun: begunIn(run), last: run };
  }
  let part = leg({ ...chain, links: [...links] }, 0);
  let run = new OuterStage(chain, part.turns, options);
  const begun: string[] = [];
  const more: OuterOptions = { settings: options.settings ?? {} };
  for (const at of gatesIn(links)) {
    expect(await run.go()).toMatchObject({ value: { end: 'gate', left: true } });
    begun.push(...begunIn(run));
    if ('gate' in way && way.gate === at) {
      if (way.kind === 'refused') {
        run = takenUp(run, chain, { kind: 'rejected', by: 'reject', why: null }, [], more);
        expect(await run.go()).toMatchObject({ value: { end: 'rejected' } });
        return { begun: [...begun, ...begunIn(run)], last: run };
      }
      if (way.kind === 'no-approve-from') {
        const rest = links.slice(at + 1).flatMap(({ stage }) => TURNS[stage] ?? []);
        run = takenUp(run, chain, APPROVED, rest, { settings: { ...options.settings, noApprove: true } });
        expect(await run.go()).toMatchObject({ value: { end: 'done' } });
        return { begun: [...begun, ...begunIn(run)], last: run };
      }
      const writer = links.findLast(({ stage }, i) => i <= at && WRITERS.includes(stage))?.stage ?? '';
      run = takenUp(run, chain, { kind: 'rejected', by: 'reject', why: 'not so' }, mends(writer), more);
      expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
      begun.push(...begunIn(run));
    }
    part = leg({ ...chain, links: [...links] }, at + 1);
    run = takenUp(run, chain, APPROVED, part.turns, more);
  }
  expect(await run.go()).toMatchObject({ value: { end: 'done' } });
  return { begun: [...begun, ...begunIn(run)], last: run };
}

describe('ST-S45 PL-S10 PL-S18 PL-S31 PL-S33 PL-S36-38 PL-S40 every entry, end, gate and way to go on', () => {
  test('the table has every gate, and is no small one', () => {
    expect(gatesOfAll()).toEqual(GATES);
    expect(TABLE.length).toBeGreaterThan(400);
  });

  // Exactly what remains is begun, in its order, once, whatever came between.
  test.each(TABLE)('%s, by %s', async (_name, _how, row, way) => {
    const { begun, last } = await walk(row, way);
    expect(begun).toEqual(stagesOn(row, way));
    if (way.kind === 'no-approve') {
      // OL-S44 ST-S32: nobody was asked, and nothing is left to go on with.
      expect([last.gates, recall(last.ctx.journal.entries).openIntents.size]).toEqual([[], 0]);
    }
  });
});

/** Each answers as often as it is asked: a call whose answer was lost is made again. */
const asOften = (turns: readonly Turn[]): readonly Turn[] =>
  turns.flatMap((turn) => [
    { ...turn, cycle: 1 },
    { ...turn, cycle: 1 },
  ]);

describe('every chain that died', () => {
  // A review that follows has nothing to do here: without it the chain is the same.
  const chains = ROWS.filter(({ links, name }) => gatesIn(links).length === 0 && !name.includes('design plan'));

  test.each(chains.map((row) => [row.name, row] as const))('%s, after each line of its journal', async (_name, row) => {
    const { chain, links, options } = row;
    const turns = asOften(links.flatMap(({ stage }) => TURNS[stage] ?? []));
    const undisturbed = new OuterStage(chain, turns, { ...options, mayLeave: true });
    expect(await undisturbed.go()).toMatchObject({ value: { end: 'done' } });
    const lines = undisturbed.ctx.journal.entries;
    // What comes of a task whose run died is decided before the loop begins (tests/faults).
    const tasks = lines.findIndex((line) => 'key' in line && /^(?:worklist|task)\//.test(line.key));
    const cuts = tasks < 0 ? lines.length : tasks;
    expect(cuts).toBeGreaterThan(2);
    for (let at = 0; at < cuts; at++) {
      const died = new OuterStage(chain, turns, { ...options, mayLeave: true });
      died.ctx.journal.room = at;
      expect(await died.go()).toMatchObject({ error: { reason: 'state' } });
      died.ctx.journal.room = Number.POSITIVE_INFINITY;
      const more = {
        settings: options.settings ?? {},
        repository: died.disk,
        journal: died.ctx.journal,
        mayLeave: true,
      };
      const again = new OuterStage(chain, turns, more);
      expect(await again.go(), `after ${at} lines`).toMatchObject({ value: { end: 'done' } });
      const gave = again.ctx.journal.entries.flatMap((line) =>
        'key' in line && line.key.endsWith('/gave') ? [line.key.split('/')[2]] : [],
      );
      expect(gave, `after ${at} lines`).toEqual(links.map(({ stage }) => stage));
      expect(again.disk.textOf('.millstone/tasklist.md')).toBe(undisturbed.disk.textOf('.millstone/tasklist.md'));
      expect(again.disk.textOf('.millstone/opportunities.md')).toBe(
        undisturbed.disk.textOf('.millstone/opportunities.md'),
      );
      expect(again.disk.log()).toEqual(undisturbed.disk.log());
    }
  });
});

import type { ChainPlan } from '../../src/domain/chain.js';
import type { GateDecision } from '../../src/domain/gate.js';
import { recall } from '../../src/domain/recall.js';
import { type OuterOptions, OuterStage } from './outer-stage.js';
import { fine, opportunities, opportunity } from './outer-texts.js';
import { designs, plans } from './outer-turns.js';
import type { Turn } from './scripted-agents.js';
import { smooth } from './worklist-stage.js';

const FOUND = opportunities(opportunity('be-fast', 3), opportunity('be-clear', 1));

/** The turns of each stage in which nothing goes wrong. */
export const TURNS: Readonly<Record<string, readonly Turn[]>> = {
  analyze: [
    { on: 'analyze', says: 'two', edits: { '.millstone/opportunities.md': FOUND } },
    { on: 'analyze-review', says: fine },
  ],
  design: designs('be-fast'),
  review_design: [],
  plan: plans('one'),
  execute: smooth('one'),
};

/** The turns of a chain up to its first gate, from the link at `from` on; and the link behind that gate. */
export function leg({ links }: ChainPlan, from: number): { readonly turns: readonly Turn[]; readonly next: number } {
  const gate = links.findIndex((one, i) => i >= from && one.gate !== null);
  const next = gate < 0 ? links.length : gate + 1;
  const turns = links.slice(from, next).flatMap(({ stage }) => TURNS[stage] ?? []);
  return { turns, next };
}

/** Takes a run up that waits at a gate, as another process would, with what a person has said of it. */
export function takenUp(
  past: OuterStage,
  chain: ChainPlan,
  decision: GateDecision,
  turns: readonly Turn[],
  options: OuterOptions = {},
): OuterStage {
  const { entries } = past.ctx.journal;
  const waiting = [...recall(entries).openIntents.keys()].findLast((key) => key.endsWith('/gate'));
  if (waiting === undefined) throw new Error('nothing waits');
  entries.push({ kind: 'step', key: waiting, value: decision });
  return new OuterStage(chain, turns, { ...options, repository: past.disk, journal: past.ctx.journal, there: {} });
}

import { hostname } from 'node:os';
import * as z from 'zod';
import { baseline } from '../../domain/change.js';
import type { RunId } from '../../domain/ids.js';
import type { JournalLine } from '../../domain/journal.js';
import { task as shape, type Task } from '../../domain/task.js';
import { isEndedKey, nthOf } from '../../domain/task-keys.js';
import type { Waiver } from '../../domain/waiver.js';
import { type OuterTold, tellOuter } from './outer-projection.js';

type Of<K extends JournalLine['kind']> = Extract<JournalLine, { kind: K }>;

/** The task in hand, as `inner` of `state.json` has it. */
export interface Inner {
  readonly task: Task;
  readonly phase: 'build' | 'checks' | 'sanity_impl' | 'review' | 'sanity_review' | 'commit';
  readonly cycle: number;
  readonly max_cycles: number;
  readonly base_commit: string | null;
  readonly base_tree: string | null;
  readonly branch: string | null;
  readonly builder: { readonly cli: string; readonly conversation_id: string | null };
  readonly halt: { readonly code: string; readonly rule: string | null; readonly message: string } | null;
  readonly waived: readonly Waiver[];
  readonly at: string;
}

/** What the journal's lines so far came to. */
export interface Told {
  readonly plan: Of<'opened'>['plan'] | null;
  /** The task in hand; null before the first, between two, and when the run is closed. */
  readonly now: Inner | null;
  /** Its place in the run, or that of the last one. */
  readonly nth: number;
  readonly at: string | null;
  /** Of a run of stages; null for one of tasks alone, and once it is closed. */
  readonly outer: OuterTold | null;
  /** Whether it is a run of stages. */
  readonly staged: boolean;
}

export const NOTHING_TOLD: Told = { plan: null, now: null, nth: 1, at: null, outer: null, staged: false };

/** Takes in one more line. */
export function tell(told: Told, line: JournalLine): Told {
  const staged = line.kind === 'opened' ? line.plan.mode === 'chain' : told.staged;
  return { ...tellInner(told, line), outer: tellOuter(told.outer, line), staged };
}

function tellInner(told: Told, line: JournalLine): Told {
  const { at } = line;
  const { plan, now } = told;
  if (line.kind === 'opened') {
    const task = line.plan.mode === 'task' ? line.plan.task : null;
    return { ...told, plan: line.plan, now: task === null ? null : begun(line.plan, task, at), nth: 1, at };
  }
  if (line.kind === 'closed' || (line.kind === 'step' && isEndedKey(line.key))) return { ...told, now: null, at };
  const chosen = line.kind === 'step' && plan !== null ? chosenIn(line) : null;
  if (chosen !== null && plan !== null)
    return { ...told, plan, now: begun(plan, chosen.task, at), nth: chosen.nth, at };
  return { ...told, now: now === null ? null : { ...now, ...after(now, line), at }, at };
}

function chosenIn({ key, value }: Of<'step'>): { readonly task: Task; readonly nth: number } | null {
  const nth = nthOf(key);
  const chosen = nth === null ? null : shape.safeParse(value);
  return nth !== null && chosen?.success === true ? { task: chosen.data, nth } : null;
}

const begun = (plan: Of<'opened'>['plan'], task: Task, at: string): Inner => ({
  task,
  phase: 'build',
  cycle: 0,
  max_cycles: plan.maxCycles,
  base_commit: null,
  base_tree: null,
  branch: null,
  builder: { cli: plan.agents.author.cli, conversation_id: null },
  halt: null,
  waived: [],
  at,
});

function after(now: Inner, line: JournalLine): Partial<Inner> {
  switch (line.kind) {
    case 'resumed':
      return { halt: null };
    case 'halted':
      return { halt: { code: line.reason, rule: line.waives, message: line.says } };
    case 'waived':
      return { waived: [...now.waived, { check: line.check, diff: line.diff }] };
    case 'extended':
      return { max_cycles: now.max_cycles + line.cycles };
    case 'step':
    case 'intent':
      return moved(now, line);
    default:
      return {};
  }
}

const spoken = z.object({ conversation: z.string().nullable() });
const judged = z.object({ approved: z.boolean() });

/** What a step or an intent says about the way so far, by its key `task/<id>/<cycle>/<step>/...`. */
function moved(now: Inner, line: Of<'step'> | Of<'intent'>): Partial<Inner> {
  const [, , place = '', step = '', part = ''] = line.key.split('/');
  const value = line.kind === 'step' ? line.value : undefined;
  if (place === 'start') {
    const start = baseline.safeParse(value);
    if (!start.success) return {};
    return { base_commit: start.data.head, base_tree: start.data.tree, branch: start.data.branch };
  }
  const cycle = Number(place);
  if (!Number.isInteger(cycle)) return {};
  const finished = line.kind === 'step' && part === '';
  switch (step) {
    case 'author': {
      const said = spoken.safeParse(value);
      const builder = said.success ? { ...now.builder, conversation_id: said.data.conversation } : now.builder;
      return { cycle, builder, phase: finished ? 'checks' : 'build' };
    }
    case 'checks':
      return { cycle, phase: 'sanity_impl' };
    case 'sanity-build':
      return { cycle, phase: finished ? 'review' : 'sanity_impl' };
    case 'review': {
      if (!finished) return { cycle, phase: part === 'sanity' ? 'sanity_review' : 'review' };
      const verdict = judged.safeParse(value);
      return { cycle, phase: verdict.success && verdict.data.approved ? 'commit' : 'build' };
    }
    case 'commit':
      return { cycle, phase: 'commit' };
    default:
      return {};
  }
}

/** The document, with the original's keys at the root. Keys of others that stood there, `outer_loop` first, are kept. */
export function document(
  run: RunId,
  { now, nth, at, outer, staged }: Told,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  // The original's conversation may still be of use to somebody; one of an earlier run of ours is not.
  const theirs = before.version === undefined ? (before.builder_session_id ?? null) : null;
  return {
    outer_loop: null,
    reviewer_session_id: null,
    session_id: null,
    ...before,
    // Of a run of stages that waits, a run of tasks alone takes nothing away.
    ...(staged ? { outer_loop: outer } : {}),
    version: 2,
    run,
    pid: process.pid,
    host: hostname(),
    updated_at: now?.at ?? at,
    inner: now === null ? null : innerOf(now),
    current_task_num: nth,
    builder_session_id: now?.builder.conversation_id ?? theirs,
    loc_baseline_ref: now?.base_commit ?? null,
    cycle: now?.cycle ?? 0,
    halt_reason: now?.halt?.code ?? null,
    timestamp: now?.at ?? null,
  };
}

function innerOf({ at: _, task, ...inner }: Inner): object {
  const { raw, ...about } = task;
  return { task: { ...about, text: raw }, ...inner };
}

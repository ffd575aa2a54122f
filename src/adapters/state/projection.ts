import { hostname } from 'node:os';
import * as z from 'zod';
import { baseline } from '../../domain/change.js';
import type { RunId } from '../../domain/ids.js';
import type { JournalLine } from '../../domain/journal.js';
import type { Waiver } from '../../domain/waiver.js';

type Of<K extends JournalLine['kind']> = Extract<JournalLine, { kind: K }>;

/** The task in hand, as `inner` of `state.json` has it. */
export interface Inner {
  readonly task: Of<'opened'>['plan']['task'];
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

/** The task in hand as the journal's lines tell it; null before the first and when it is done. */
export function standing(lines: readonly JournalLine[]): Inner | null {
  let now = null as Inner | null;
  for (const line of lines) {
    if (line.kind === 'opened') now = opened(line);
    else if (line.kind === 'closed') now = null;
    else if (now !== null) now = { ...now, ...after(now, line), at: line.at };
  }
  return now;
}

const opened = ({ plan, at }: Of<'opened'>): Inner => ({
  task: plan.task,
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
  lines: readonly JournalLine[],
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const now = standing(lines);
  // The original's conversation may still be of use to somebody; one of an earlier run of ours is not.
  const theirs = before.version === undefined ? (before.builder_session_id ?? null) : null;
  return {
    outer_loop: null,
    reviewer_session_id: null,
    session_id: null,
    ...before,
    version: 2,
    run,
    pid: process.pid,
    host: hostname(),
    updated_at: now?.at ?? lines.at(-1)?.at ?? null,
    inner: now === null ? null : innerOf(now),
    current_task_num: 1,
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

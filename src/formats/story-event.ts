import * as z from 'zod';
import { usage } from '../domain/agent.js';
import { commitFacts, fileChange } from '../domain/change.js';
import { gateFound } from '../domain/eval-compared.js';
import { evaluation } from '../domain/evaluation.js';
import { outcome } from '../domain/outcome.js';
import { checkRun } from '../domain/project-check.js';
import { role } from '../domain/role.js';
import { casting } from '../domain/run-plan.js';
import { tampering } from '../domain/tampering.js';
import { sanityVerdict, verdict } from '../domain/verdict.js';

/** `worker` is the task that is worked on beside others. */
const stamp = { at: z.iso.datetime(), run: z.string(), worker: z.string().optional() };
const event = <N extends string, S extends z.ZodRawShape>(type: N, shape: S) =>
  z.object({ type: z.literal(type), ...stamp, ...shape });

const plan = z.object({
  mode: z.string(),
  version: z.string(),
  repo: z.string(),
  project: z.string().optional(),
  tasklist: z.string().optional(),
  agents: z.partialRecord(role, casting),
});
const task = z.object({ id: z.string(), title: z.string(), risk: z.string().nullable() });
const names = z.array(z.string());
const call = { call: z.number(), role, ms: z.number(), usage: usage.nullable() };

/** The events that a report is made of, as far as it needs them. */
const storyEvents = z.discriminatedUnion('type', [
  event('run-started', { plan, branch: z.string().nullable() }),
  event('task-started', { task, maxCycles: z.number() }),
  event('cycle-started', { cycle: z.number() }),
  event('agent-asked', { call: z.number(), role, purpose: z.string(), ...casting.shape }),
  event('agent-answered', { ...call, text: z.string() }),
  event('agent-failed', { ...call, failure: z.looseObject({ reason: z.string(), says: z.string().optional() }) }),
  event('asked-again', { role, why: z.string() }),
  event('wait-began', { role, cli: z.string(), why: z.string() }),
  event('wait-ended', { role }),
  event('stood-in', { role, cli: z.string(), by: z.string() }),
  event('observed', { files: z.array(fileChange) }),
  event('nothing-changed', {}),
  event('project-checked', { cycle: z.number(), ran: checkRun, replayed: z.boolean() }),
  event('evaluated', {
    when: z.string(),
    stored: z.object({ file: z.string(), evaluation }),
    replayed: z.boolean(),
  }),
  event('eval-judged', { when: z.string(), found: gateFound, waived: z.boolean() }),
  event('tests-weakened', { signs: tampering }),
  event('rolled-back', { commits: z.array(commitFacts), by: z.string(), parked: z.string() }),
  event('stage-started', { stage: z.string(), title: z.string().nullable() }),
  event('stage-ended', { stage: z.string() }),
  event('landed', { task: z.string(), commits: z.array(commitFacts) }),
  event('task-returned', { task: z.string(), nth: z.number(), why: z.string(), names }),
  event('sanity-judged', { of: z.string(), verdict: sanityVerdict }),
  event('reviewed', { verdict, replayed: z.boolean() }),
  event('restored', { role, files: names }),
  event('commit-refused', { says: z.string() }),
  event('committed', { commits: z.array(commitFacts), by: z.string() }),
  event('task-ended', { outcome, commits: z.array(commitFacts) }),
  event('run-ended', { exit: z.number(), halt: z.object({ says: z.string() }).nullable() }),
]);

/** An event of a report. */
export type StoryEvent = z.infer<typeof storyEvents>;

const TYPES: readonly string[] = storyEvents.options.map(({ shape }) => shape.type.value);

/** Reads a line of a run's log: an event of a report, null for another event, or `damaged`. */
export function storyEvent(line: string): StoryEvent | null | 'damaged' {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'damaged';
  }
  const named = z.object({ type: z.string() }).safeParse(value);
  if (!named.success) return 'damaged';
  if (!TYPES.includes(named.data.type)) return null;
  const read = storyEvents.safeParse(value);
  return read.success ? read.data : 'damaged';
}

import type { Handoff } from '../domain/handoff.js';
import type { DesignId, TaskId } from '../domain/ids.js';
import type { OwnStage, StageAnswer } from '../domain/own-stage.js';
import { err, ok, type Result } from '../domain/result.js';

/**
 * What a stage of the user's hands on, as its answer says. It may keep something back and narrow a worklist; it may name
 * nothing that it was not given, but for `designs` that are reviewed after it. The error says what is wrong with the answer.
 */
export function handedOn(
  answer: Exclude<StageAnswer, { stop: string }>,
  input: Handoff,
  { gives }: Pick<OwnStage, 'gives'>,
  designs: ReadonlySet<string>,
): Result<readonly Handoff[], string> {
  const handed = new Map<string, Handoff>();
  for (const one of answer) {
    if (one.kind !== gives) return err(`gave something of the kind ${one.kind}, and it gives ${gives} only`);
    const read = one.kind === 'worklist' ? worklist(one, input) : named(one, input, designs);
    if (!read.ok) return read;
    handed.set('id' in read.value ? read.value.id : 'tasks', read.value);
  }
  return ok([...handed.values()]);
}

type Answered = Exclude<StageAnswer, { stop: string }>[number];

function named(
  { kind, id }: Exclude<Answered, { kind: 'worklist' }>,
  input: Handoff,
  designs: ReadonlySet<string>,
): Result<Handoff, string> {
  if (input.kind === kind && input.id === id) return ok(input);
  if (kind === 'design' && designs.has(id)) return ok({ kind, id: id as DesignId });
  return err(`named the ${kind} ${id}, which it was not given`);
}

/** No ids mean whatever is pending: a list that was narrowed must not come to that. */
function worklist({ tasks }: Extract<Answered, { kind: 'worklist' }>, input: Handoff): Result<Handoff, string> {
  if (input.kind !== 'worklist') return err('gave a worklist, which it was not given');
  const ids = tasks.map(({ id }) => id as TaskId);
  const strange = ids.find((id) => !input.tasks.includes(id));
  if (strange !== undefined) return err(`named the task ${strange}, which it was not given`);
  if (ids.length === 0 && input.tasks.length > 0)
    return err('gave a worklist without tasks; a stage that lets none of them go on gives an empty list of things');
  return ok({ kind: 'worklist', tasks: input.tasks.filter((id) => ids.includes(id)) });
}

import type { Gate } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import type { Handoff } from '../../domain/handoff.js';
import type { DesignId, OpportunityId, TaskId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { endedKey } from '../../domain/task-keys.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import { designFlaws } from '../stages/design-flaws.js';
import { unusable } from '../task/list-before.js';
import type { OuterDeps } from './deps.js';

/** Problems in words, each with the file it is in. */
type Problems = Promise<Result<readonly string[], Halt>>;

/**
 * What a person may not approve: it is gone, not whole or not wanted any more by the time. What cannot be read is as good
 * as gone.
 */
export async function incompleteAt(gate: Gate, handoffs: readonly Handoff[], deps: OuterDeps): Promise<Halt | null> {
  const problems: string[] = [];
  for (const one of handoffs) {
    const found = await problemsOf(one, deps);
    problems.push(...(found.ok ? found.value : [haltSays(found.error).replace(/\.$/, '')]));
  }
  return incomplete(gate, [...new Set(problems)]);
}

/** Halts for planned tasks that are neither in the list nor done: that nothing is left of them does not make them done. */
export async function allThere(ids: readonly TaskId[], deps: OuterDeps, ctx: RunContext): Promise<Result<void, Halt>> {
  const found = await lostTasks(
    ids.filter((id) => ctx.journal.find(endedKey(id)) === undefined),
    deps,
  );
  if (!found.ok) return found;
  const halt = incomplete(null, found.value);
  return halt === null ? done : err(halt);
}

function incomplete(gate: Gate | null, [first, ...rest]: readonly string[]): Halt | null {
  return first === undefined ? null : { reason: 'incomplete', gate, problems: [first, ...rest] };
}

function problemsOf(one: Handoff, deps: OuterDeps): Problems {
  if (one.kind === 'worklist') return lostTasks(one.tasks, deps);
  if (one.kind === 'design' && one.bare !== true) return designProblems(one.id, deps);
  return opportunityProblems(one.id as string as OpportunityId, deps);
}

async function lostTasks(ids: readonly TaskId[], { list }: OuterDeps): Problems {
  if (ids.length === 0) return ok([]);
  const listed = await list.store.list();
  if (!listed.ok) return err(unusable(list, listed.error));
  const there = new Set<string>((listed.value ?? []).map(({ task }) => task.id));
  return ok(ids.filter((id) => !there.has(id)).map((id) => `${list.file}: the task ${id} is gone`));
}

async function designProblems(id: DesignId, { artifacts: { designs, opportunities }, chain }: OuterDeps): Problems {
  const found = await designs.get(id);
  if (!found.ok) return err(artifactTrouble(designs.files, found.error));
  const one = found.value;
  if (one === null) return ok([`${designs.fileOf(id)}: the design is gone`]);
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const ref = one.opportunityRef;
  const lost = ref !== null && !listed.value.some((other) => other.id === ref);
  return ok(
    [
      // Stages of the user's may give it another form.
      ...((chain.own ?? []).length > 0 ? [] : designFlaws(one, null)),
      ...(lost ? [`its opportunity_ref ${ref} is not in ${opportunities.files.path}`] : []),
      ...(one.status === 'superseded' ? ['it was given up (status superseded)'] : []),
    ].map((problem) => `${one.file}: ${problem}`),
  );
}

async function opportunityProblems(id: OpportunityId, { artifacts: { opportunities } }: OuterDeps): Problems {
  const { path } = opportunities.files;
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const one = listed.value.find((other) => other.id === id);
  if (one === undefined) return ok([`${path}: the opportunity ${id} is gone`]);
  return ok(one.status === 'rejected' ? [`${path}: the opportunity ${id} was rejected`] : []);
}

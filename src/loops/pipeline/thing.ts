import type { Halt } from '../../domain/halt.js';
import type { Handoff } from '../../domain/handoff.js';
import type { OpportunityId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Thing } from '../../ports/own-stages.js';
import { artifactTrouble } from '../authoring/guard.js';
import { unusable } from '../task/list-before.js';
import type { OuterDeps } from './deps.js';

/** What stands behind a handoff, as a stage of the user's is given it. */
export async function thingOf(one: Handoff, deps: OuterDeps): Promise<Result<Thing, Halt>> {
  switch (one.kind) {
    case 'opportunity':
      return opportunity(one.id, deps);
    case 'design':
      return one.bare === true ? bare(one.id as string as OpportunityId, deps) : design(one.id, deps);
    case 'worklist': {
      const { list } = deps;
      const listed = await list.store.list();
      if (!listed.ok) return err(unusable(list, listed.error));
      const meant = new Set<string>(one.tasks);
      const tasks = (listed.value ?? [])
        .filter(({ task }) => meant.has(task.id))
        .map(({ task: { id, title, raw }, done }) => ({ id, title, done, text: raw }));
      return ok({ kind: 'worklist', file: list.file, tasks });
    }
    default:
      return one satisfies never;
  }
}

async function opportunity(id: OpportunityId, deps: OuterDeps): Promise<Result<Thing & { kind: 'opportunity' }, Halt>> {
  const { opportunities } = deps.artifacts;
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const found = listed.value.find((other) => other.id === id);
  if (found === undefined) return err(artifactTrouble(opportunities.files, `there is no opportunity ${id}`));
  const { title, raw } = found;
  return ok({ kind: 'opportunity', id, title, file: opportunities.files.path, text: raw });
}

async function bare(id: OpportunityId, deps: OuterDeps): Promise<Result<Thing, Halt>> {
  const found = await opportunity(id, deps);
  return found.ok ? ok({ ...found.value, kind: 'design', bare: true }) : found;
}

async function design(id: string, { artifacts: { designs } }: OuterDeps): Promise<Result<Thing, Halt>> {
  const found = await designs.get(id);
  if (!found.ok) return err(artifactTrouble(designs.files, found.error));
  if (found.value === null) return err(artifactTrouble(designs.files, `there is no design ${id}`));
  const { title, file, text } = found.value;
  return ok({ kind: 'design', id, title, file, text, bare: false });
}

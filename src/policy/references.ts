import type { DesignId, OpportunityId } from '../domain/ids.js';

/** What is there to be referred to. */
export interface Known {
  readonly opportunities: ReadonlySet<string>;
  readonly designs: ReadonlySet<string>;
}

/** A reference as a record states it; null or blank where it states none. */
interface Refs {
  readonly id: string;
  readonly designRef: string | null;
  readonly opportunityRef: string | null;
}

const blank = (ref: string | null): boolean => ref === null || ref.trim() === '';

/** What is wrong with the reference of a design, which has to name an opportunity that exists; null when nothing is. */
export function designProblem(
  design: { readonly id: DesignId; readonly opportunityRef: string | null },
  opportunities: ReadonlySet<string>,
): string | null {
  if (design.opportunityRef === null || blank(design.opportunityRef))
    return `design ${design.id} names no opportunity (opportunity_ref)`;
  return opportunities.has(design.opportunityRef)
    ? null
    : `design ${design.id} names the opportunity ${design.opportunityRef}, which does not exist`;
}

/** What is wrong with an opportunity's design; null when it names none, or one that exists. */
export function opportunityProblem(
  one: { readonly id: OpportunityId; readonly designRef: string | null },
  designs: ReadonlySet<string>,
): string | null {
  if (one.designRef === null || blank(one.designRef) || designs.has(one.designRef)) return null;
  return `opportunity ${one.id} names the design ${one.designRef}, which does not exist`;
}

/** Everything that is wrong with the references of tasks, each in words with the task's id. */
export function taskReferenceProblems(tasks: readonly Refs[], known: Known): readonly string[] {
  return tasks.flatMap(({ id, designRef, opportunityRef }) => [
    ...(designRef === null || blank(designRef) || known.designs.has(designRef)
      ? []
      : [`task ${id} names the design ${designRef}, which does not exist`]),
    ...(opportunityRef === null || blank(opportunityRef) || known.opportunities.has(opportunityRef)
      ? []
      : [`task ${id} names the opportunity ${opportunityRef}, which does not exist`]),
  ]);
}

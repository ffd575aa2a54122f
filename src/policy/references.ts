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

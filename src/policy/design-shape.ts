/** What is looked at in a design before a reviewer is paid for it. */
export interface DesignShape {
  readonly id: string;
  readonly statedId: string | null;
  readonly title: string | null;
  readonly opportunityRef: string | null;
  /** Whether the document has a header at all. */
  readonly hasHeader: boolean;
  /** Words of each section, by its heading in lower case. */
  readonly sections: ReadonlyMap<string, string>;
  /** Checkboxes under `Success Criteria`. */
  readonly criteria: number;
  /** `###` headings under `Alternatives Considered`, or its bullets where there are none. */
  readonly alternatives: number;
}

/** The sections that a design must have. Source: outer-loop.md 5.3. */
export const DESIGN_SECTIONS = [
  'Problem Statement',
  'Success Criteria',
  'Approach',
  'Alternatives Considered',
  'Risks and Mitigations',
  'Affected Files',
] as const;

/** At least this many alternatives are weighed. Source: step 6, "2-3 alternatives". */
const ALTERNATIVES = 2;

/**
 * Everything that is wrong with a design's form, in words for its author; none when it is well formed. Null where it may be
 * about any opportunity.
 */
export function designShapeProblems(
  design: DesignShape,
  expected: { readonly opportunity: string | null },
): readonly string[] {
  const problems: string[] = [];
  if (!design.hasHeader)
    problems.push('the header is missing: "- **key**: value" lines under the title, closed by "---"');
  if (design.statedId !== null && design.statedId !== design.id)
    problems.push(`design_id is ${design.statedId}, but the file is named ${design.id}.md`);
  if (expected.opportunity !== null && design.opportunityRef !== expected.opportunity)
    problems.push(`opportunity_ref has to be ${expected.opportunity}, not ${design.opportunityRef ?? 'missing'}`);
  for (const section of DESIGN_SECTIONS) {
    const words = design.sections.get(section.toLowerCase());
    if (words === undefined) problems.push(`the section "## ${section}" is missing`);
    else if (words.trim() === '') problems.push(`the section "## ${section}" is empty`);
  }
  if (design.sections.get('success criteria')?.trim() && design.criteria === 0)
    problems.push('"## Success Criteria" has no checkbox ("- [ ] something that can be measured")');
  if (design.sections.get('alternatives considered')?.trim() && design.alternatives < ALTERNATIVES)
    problems.push(
      `"## Alternatives Considered" weighs ${design.alternatives} of at least ${ALTERNATIVES} alternatives`,
    );
  return problems;
}

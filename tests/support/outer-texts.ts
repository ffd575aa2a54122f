/** An opportunity in its canonical form. */
export const opportunity = (id: string, roi = 2, more: readonly string[] = [], box = ' '): string =>
  [
    `- [${box}] **${id.replaceAll('-', ' ')}**`,
    `  - Opportunity ID: ${id}`,
    `  - ROI Score: ${roi}`,
    '  - Location: src/a.ts:1',
    `  - Description: what ${id} is about`,
    ...more.map((line) => `  - ${line}`),
  ].join('\n');

/** A file of opportunities. */
export const opportunities = (...blocks: readonly string[]): string => `# Opportunities\n\n${blocks.join('\n\n')}\n`;

/** A design in its canonical form. */
export const designText = (id: string, ref = id, status = 'draft', more = ''): string => `# ${id}

- **design_id**: ${id}
- **title**: Title of ${id}
- **status**: ${status}
- **opportunity_ref**: ${ref}
- **created**: 2026-01-01

---

## Problem Statement

It is slow.

## Success Criteria

- [ ] faster by half

## Approach

Keep answers. ${more}

## Alternatives Considered

### One

Why.

### Two

Why not.

## Risks and Mitigations

None that matter: low.

## Affected Files

- src/a.ts
`;

/** What a reviewer of an artifact answers. */
export const fine = { verdict: 'APPROVED', score: 9, strengths: [], issues: [], questions: [], feedback: [] };
export const notYet = (...issues: readonly string[]) => ({ ...fine, verdict: 'NEEDS_REVISION', issues: [...issues] });

/** A task as a planner is to write it. */
export const plannedTask = (id: string, more: Partial<Record<'loc' | 'risk' | 'extra', string>> = {}): string =>
  [
    `- [ ] **Do ${id}**: what ${id} is about`,
    `  - ID: ${id}`,
    `  - Est. LoC: ${more.loc ?? '80'}`,
    '  - Tests: tests/a.test.ts',
    `  - Risk: ${more.risk ?? 'low'}`,
    '  - Criteria: it works',
    '  - Context: src/a.ts',
    ...(more.extra === undefined ? [] : [`  - ${more.extra}`]),
  ].join('\n');

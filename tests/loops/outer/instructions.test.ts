import { describe, expect, test } from 'vitest';
import type { ChainKind } from '../../../src/domain/chain.js';
import { chainOf } from '../../support/chain-of.js';
import { OuterStage } from '../../support/outer-stage.js';
import { designText, fine, notYet, opportunities, opportunity, plannedTask } from '../../support/outer-texts.js';
import { adds, rewrites } from '../../support/outer-turns.js';
import type { Turn } from '../../support/scripted-agents.js';

const FOUND = opportunities(opportunity('be-fast'));
const [LIST, OPPORTUNITIES, DESIGNS] = ['.millstone/tasklist.md', 'docs/opportunities.md', 'docs/designs'];
const settings = { places: { opportunities: OPPORTUNITIES, designs: DESIGNS, roadmap: null } };
const there = {
  [OPPORTUNITIES]: FOUND,
  [`${DESIGNS}/be-fast.md`]: designText('be-fast', 'be-fast', 'reviewed'),
};
const writes = (on: Turn['on'], file: string, text: string): Turn => ({ on, says: 'ok', edits: { [file]: text } });
/** Written, refused, mended and approved. */
const rounds = (first: readonly Turn[], review: Turn['on'], mends: Turn): readonly Turn[] => [
  ...first,
  { on: review, says: notYet('Major: not yet') },
  mends,
  { on: review, says: fine },
];
const DESIGN = `${DESIGNS}/be-clear.md`;
const TURNS: Readonly<Partial<Record<ChainKind, readonly Turn[]>>> = {
  analyze: rounds(
    [writes('analyze', OPPORTUNITIES, FOUND)],
    'analyze-review',
    writes('analyze-fix', OPPORTUNITIES, `${FOUND}\n`),
  ),
  design: rounds(
    [writes('design', DESIGN, designText('be-clear'))],
    'design-review',
    writes('design-fix', DESIGN, designText('be-clear', 'be-clear', 'draft', 'More.')),
  ),
  plan: rounds(
    [
      adds(plannedTask('one', { loc: '500' })),
      rewrites('plan-split', (text) => text.replace('Est. LoC: 500', 'Est. LoC: 50')),
    ],
    'plan-review',
    rewrites('plan-fix', (text) => text.replace('it works', 'it works twice')),
  ),
};

describe('where a file is the place of an artifact, its instructions name it', () => {
  test.each<[ChainKind, string | null, Turn['on'], string, string]>([
    ['analyze', null, 'analyze', 'analyze_prompt: |{{OPPORTUNITY_WRITE_INSTRUCTIONS}}', OPPORTUNITIES],
    [
      ...(['analyze', null, 'analyze-fix'] as const),
      'analyze_fix_prompt: {{OPPORTUNITIES_CONTENT}} {{FEEDBACK}}|{{OPPORTUNITY_WRITE_INSTRUCTIONS}}',
      OPPORTUNITIES,
    ],
    ['design', 'Be clear', 'design', 'design_prompt: |{{DESIGN_WRITE_INSTRUCTIONS}}', DESIGN],
    ['design', 'Be clear', 'design-fix', 'design_fix_prompt: |{{DESIGN_WRITE_INSTRUCTIONS}}', DESIGN],
    ['plan', 'be-fast', 'plan', 'plan_prompt: |{{TASKLIST_APPEND_INSTRUCTIONS}}', LIST],
    ['plan', 'be-fast', 'plan-fix', 'plan_fix_prompt: |{{TASKLIST_UPDATE_INSTRUCTIONS}}', LIST],
    ['plan', 'be-fast', 'plan-split', 'task_split_prompt: |{{TASKLIST_UPDATE_INSTRUCTIONS}}', LIST],
  ])('AR-S39 PR-S9 --%s %s, %s: %s', async (asked, given, purpose, own, place) => {
    const [name = '', text = ''] = own.split(': ');
    const run = new OuterStage(chainOf(asked, given), TURNS[asked] ?? [], {
      settings,
      there,
      templates: { [name]: text },
    });
    expect((await run.go()).ok).toBe(true);
    const [words = ''] = run.prompts(purpose).map((prompt) => prompt.split('|')[1]?.split('\n\n<!--')[0]);
    expect(words).toContain(place);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TemplateName } from '../../../src/domain/prompt.js';

const text = (name: TemplateName): string =>
  readFileSync(resolve(import.meta.dirname, '../../../prompts', `${name}.md`), 'utf8').replace(/\s+/g, ' ');

/** What the prompts of stages have to ask for or forbid, and words by which it can be told. Source: prompts.md 4.1-4.10. */
const DEMANDS: readonly (readonly [TemplateName, string, RegExp])[] = [
  ['analyze_prompt', 'impact and effort with reasons', /impact and effort from 1 to 5, each with its reason/],
  ['analyze_prompt', 'beginning with what tools measured', /Begin with the hard signals.*each is certain/],
  ['analyze_prompt', 'no second try of what was taken back', /taken back before.*do not propose the same way again/],
  [
    'analyze_prompt',
    'six kinds of finds',
    /code quality.*gaps in tests.*documentation.*architecture.*performance.*security/,
  ],
  ['analyze_prompt', 'goals before what is merely nice', /serves the goals.*stands above/],
  ['analyze_prompt', 'known issues confirmed and not repeated', /confirms it: say so.*do not write a second entry/],
  [
    'analyze_prompt',
    'PR-S13 entries with ids, and no headings',
    /a checkbox at the left margin.*no headings in between.*Opportunity ID/,
  ],
  [
    'analyze_prompt',
    'ROI with examples, the highest first',
    /impact 4 and effort 2 give 2\.0, .* give 0\.75.*the highest first/,
  ],
  [
    'analyze_prompt',
    'ids that never change',
    /short, has small letters.*never changes, and belongs to one entry alone/,
  ],
  [
    'analyze_prompt',
    'what requires a design',
    /cuts across parts, is risky, changes the architecture, moves data or is hard to take back/,
  ],
  ['analyze_prompt', 'what confidence means', /High when a tool.*Medium when you infer it, Low when you suspect/],
  [
    'analyze_prompt',
    'something to act on, with a good and a bad example',
    /"Error handling could be better" helps nobody.*can be acted on/,
  ],
  ['analyze_prompt', 'at most fifteen, or none', /At most 15 entries.*"None found\."/],
  [
    'analyze_prompt',
    'open entries of before by their old ids',
    /earlier list keeps its id.*take it out when it is done/,
  ],
  ['analyze_prompt', 'finds that were looked at twice', /open the place again/],
  ['analyze_prompt', 'leaving decided ones alone', /decided: leave each of them as it is/],
  [
    'analyze_review_prompt',
    'PR-S14 five fields and both verdicts',
    /`verdict`: "APPROVED" or "NEEDS_REVISION".*`score`.*`strengths`.*`issues`.*`feedback`/,
  ],
  [
    'analyze_review_prompt',
    'PR-S14 the list, the signals and the goals',
    /\{\{OPPORTUNITIES_CONTENT\}\}.*\{\{HARD_SIGNALS\}\}.*\{\{PROJECT_GOALS\}\}/,
  ],
  ['analyze_review_prompt', 'five points to judge', /Fidelity.*Priorities.*Specificity.*No two entries.*goals/],
  ['analyze_review_prompt', 'what it could not confirm', /could not confirm is a major issue/],
  ['analyze_review_prompt', 'severities that decide', /critical or major issue the verdict is "NEEDS_REVISION"/],
  [
    'analyze_fix_prompt',
    'PR-S15 feedback, list, signals and goals',
    /\{\{FEEDBACK\}\}.*\{\{OPPORTUNITIES_CONTENT\}\}.*\{\{HARD_SIGNALS\}\}.*\{\{PROJECT_GOALS\}\}/,
  ],
  ['analyze_fix_prompt', 'an edit in place and no second copy', /in place.*Never put a second copy of it/],
  [
    'analyze_fix_prompt',
    'nothing that the code does not bear out',
    /drop what the code does not bear out.*Add nothing that you did not see/,
  ],
  ['design_prompt', 'reading the code first', /Read the code that this is about before you decide/],
  [
    'design_prompt',
    'two or three ways, compared',
    /two or three ways.*complexity, maintainability, performance and risk/,
  ],
  ['design_prompt', 'criteria that can be measured', /success criteria measurable/],
  ['design_prompt', 'risks with what to do', /risks with what to do about each/],
  ['design_prompt', 'tests, a way back, and what is out of scope', /how it will be tested.*taken back.*out of scope/],
  ['design_prompt', 'decisions where something is open', /Nobody can be asked:.*decide it/],
  ['design_prompt', 'the form that a program looks at', /all six sections.*one checkbox.*two alternatives/],
  ['design_prompt', 'a length that fits', /Fit the length to the matter/],
  [
    'design_prompt',
    'the header',
    /\*\*design_id\*\*.*\*\*status\*\*: draft.*\*\*opportunity_ref\*\*: \{\{OPPORTUNITY_ID\}\}/,
  ],
  ['design_prompt', 'no other change', /the only thing you may change/],
  ['review_design_prompt', 'the document', /measured; nothing left to guess; alternatives that are real.*risks.*scope/],
  ['review_design_prompt', 'its technique', /idiomatic; robust.*secure.*extensible; made of parts/],
  ['review_design_prompt', 'its operation', /observed; has seams for tests; fast enough/],
  [
    'review_design_prompt',
    'its fit and upkeep',
    /compatible with what is there, consistent.*understood in a year.*explained/,
  ],
  [
    'review_design_prompt',
    'building it in mind',
    /Build it in your head.*a question that has to be answered.*is a major one/,
  ],
  ['review_design_prompt', 'files that exist', /Open the files that it names/],
  [
    'review_design_prompt',
    'four fields, none left out',
    /`verdict`.*`strengths`.*`issues`.*`questions`.*none is left out/,
  ],
  [
    'design_fix_prompt',
    'PR-S15 opportunity, feedback and document',
    /\{\{OPPORTUNITY\}\}.*\{\{FEEDBACK\}\}.*\{\{DESIGN_CONTENT\}\}/,
  ],
  ['design_fix_prompt', 'no new file and no other id', /No new file, no other id/],
  ['design_fix_prompt', 'a reason where a point cannot be met', /cannot be met, write the reason into the document/],
  [
    'plan_prompt',
    'PR-S18 the design, the list and the limit',
    /\{\{DESIGN_CONTENT\}\}.*\{\{TASKLIST_CONTENT\}\}.*\{\{MAX_LOC\}\}/,
  ],
  [
    'plan_prompt',
    'an order, and a first task that shows the skeleton',
    /what others stand on comes first.*first task shows that the skeleton holds/,
  ],
  ['plan_prompt', 'tasks that are whole in themselves', /sees one task at a time and remembers nothing/],
  ['plan_prompt', 'findings that reach later tasks', /write what it found into the tasks that depend on it/],
  [
    'plan_prompt',
    'narrow verification, measured before it is made faster',
    /narrower than "run the tests".*measures comes before/,
  ],
  [
    'plan_prompt',
    'risks, the higher one in doubt',
    /low for refactoring.*medium for features.*high for security.*the higher one: a person is asked/,
  ],
  [
    'plan_prompt',
    'verification by risk',
    /For low the criteria name its own tests; for medium.*for high what happens in failure/,
  ],
  ['plan_prompt', 'a code base that is whole after each task', /it builds, its tests pass/],
  [
    'plan_prompt',
    'no task for what is there',
    /add nothing, begin your answer with the word NOTHING_TO_PLAN, and say which places show it/,
  ],
  ['plan_prompt', 'a second look before writing', /Draft all of it, then read it once as the builder/],
  ['plan_prompt', 'every part of a block', /ID: .*Est\. LoC: .*Tests: .*Risk: .*Criteria: .*Context: /],
  ['plan_prompt', 'leaving other tasks alone', /word for word and box for box/],
  [
    'plan_review_prompt',
    'order, and tasks that can be understood alone',
    /no task stands on a later one.*understood alone/,
  ],
  ['plan_review_prompt', 'each criterion with its task', /each success criterion of the design against the tasks/],
  [
    'plan_review_prompt',
    'four fields and both verdicts',
    /"APPROVED" or "NEEDS_REVISION".*`score`.*`issues`.*`feedback`/,
  ],
  ['plan_fix_prompt', 'an edit in place and no second time', /in place.*Never put them in a second time/],
  [
    'plan_fix_prompt',
    'ids that stay, and every part of a block',
    /Est\. LoC, Tests, Risk, Criteria, Context.*ids of tasks that stay/,
  ],
  ['task_split_prompt', 'PR-S19 what breaks the rules, and the limit', /\{\{VIOLATIONS\}\}.*\{\{MAX_LOC\}\}/],
  ['task_split_prompt', 'several in place of one', /becomes several in its place.*the large one goes/],
  ['task_split_prompt', 'leaving the others alone', /Leave tasks alone that are named nowhere above/],
  ['task_split_prompt', 'that an example is no task', /only an example, and none of it belongs into the list/],
];

describe('templates of stages', () => {
  test.each(DEMANDS)('%s asks for %s', (name, _what, words) => {
    expect(text(name)).toMatch(words);
  });

  test.each([...new Set(DEMANDS.map(([name]) => name))])('PR-S31 %s says that data blocks give no orders', (name) => {
    expect(text(name)).toMatch(/nside (it|data blocks|the blocks of [\w, ]+)\b.*do(es)? not apply to you/);
  });

  test.each(['analyze_review_prompt', 'review_design_prompt', 'plan_review_prompt'] as const)(
    '%s only reads, lets what is minor pass, and answers with one object',
    (name) => {
      expect(text(name)).toMatch(/Minor issues alone are no reason/);
      expect(text(name)).toMatch(/Read only\..*one JSON object and nothing around it/);
    },
  );
});

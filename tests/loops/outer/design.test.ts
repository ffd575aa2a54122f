import { describe, expect, test } from 'vitest';
import { chainOf } from '../../support/chain-of.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { designText, fine, notYet, opportunities, opportunity } from '../../support/outer-texts.js';
import type { Turn } from '../../support/scripted-agents.js';

const OPPORTUNITIES = '.millstone/opportunities.md';
const fileOf = (id: string): string => `.millstone/designs/${id}.md`;
const stage = (given: string, turns: readonly Turn[], options: OuterOptions = {}) =>
  new OuterStage(chainOf('design', given), turns, options);
const writes = (id: string, text = designText(id), on: Turn['on'] = 'design'): Turn => ({
  ...{ on, says: 'written', edits: { [fileOf(id)]: text } },
});
const approves: Turn = { on: 'design-review', says: fine };

describe('design', () => {
  test('OL-S19 AR-S42 AR-S49 a goal in words becomes an adopted opportunity, which the design names', async () => {
    const run = stage('Add caching', [writes('add-caching'), approves]);
    expect((await run.go()).ok).toBe(true);
    const list = run.disk.textOf(OPPORTUNITIES) ?? '';
    expect(list).toContain('- [x] **Add caching**');
    expect(list).toContain('Source Ref: cli:--design');
    expect(run.disk.textOf(fileOf('add-caching'))).toContain('**opportunity_ref**: add-caching');
  });

  test('OL-S14 PR-S17 an approved design of an opportunity is reviewed; the author gets all that is known of it', async () => {
    const there = { [OPPORTUNITIES]: opportunities(opportunity('be-fast', 2, ['Effort: 1/5 - easy'])) };
    const run = stage('be-fast', [writes('be-fast'), approves], { there });
    expect((await run.go()).ok).toBe(true);
    expect(run.disk.textOf(fileOf('be-fast'))).toContain('- **status**: reviewed');
    expect(run.disk.textOf(OPPORTUNITIES)).toContain('- [x] **be fast**');
    const [prompt] = run.prompts('design');
    expect(prompt).toContain('Effort: 1/5 - easy');
    expect(prompt).toContain(fileOf('be-fast'));
  });

  test('what the reviewer said in approving stands in the header, and nothing else is changed', async () => {
    const says = { ...fine, strengths: ['It measures.', 'It is small.'], issues: ['Minor: "a" typo'] };
    const run = stage('Be fast', [writes('be-fast'), { on: 'design-review', says }]);
    expect((await run.go()).ok).toBe(true);
    const before = designText('be-fast', 'be-fast', 'reviewed');
    const line = '- **review_summary**: It measures.; It is small.; Minor: "a" typo\n';
    expect(run.disk.textOf(fileOf('be-fast'))).toBe(before.replace('reviewed\n', `reviewed\n${line}`));
  });

  test('OL-S15 an author that writes nothing gets it back, and fails in the end', async () => {
    const silent: Turn = { on: 'design', says: 'I would rather not.' };
    const run = stage('Add caching', [silent, { ...silent, on: 'design-fix' }], { settings: { maxCycles: 2 } });
    expect(await run.go()).toMatchObject({ ok: false, error: { reason: 'not-approved' } });
    expect(run.prompts('design-fix')[0]).toContain('no design was written');
  });

  test('OL-S16 a draft of before is what is worked on, changed or not', async () => {
    const there = { [fileOf('add-caching')]: designText('add-caching') };
    const run = stage('Add caching', [{ on: 'design', says: 'It is right as it is.' }, approves], { there });
    expect((await run.go()).ok).toBe(true);
    expect(run.ctx.of('stage-ended')[0]?.made[0]?.file).toBe(fileOf('add-caching'));
  });

  test('OL-S17 a new design goes before one that was there, under whatever name', async () => {
    const there = { [fileOf('old')]: designText('old') };
    const run = stage('Add caching', [writes('other-name', designText('other-name', '')), approves], { there });
    expect((await run.go()).ok).toBe(true);
    // OL-S18: the reference is not left to the author.
    expect(run.disk.textOf(fileOf('other-name'))).toContain('- **opportunity_ref**: add-caching');
    expect(run.disk.textOf(fileOf('old'))).toBe(designText('old'));
  });

  test.each([
    ['a section is missing', designText('add-caching').replace('## Approach', '## Way'), 'the section "## Approach"'],
    ['nothing is weighed', designText('add-caching').replace('### Two', ''), 'weighs 1 of at least 2'],
  ])('no reviewer is paid while %s', async (_name, text, words) => {
    const mends = writes('add-caching', designText('add-caching'), 'design-fix');
    const run = stage('Add caching', [writes('add-caching', text), mends, approves]);
    expect((await run.go()).ok).toBe(true);
    expect(run.prompts('design-fix')[0]).toContain(words);
  });

  test('a refusal goes back with issues and questions, in the same conversation', async () => {
    const refuses: Turn = {
      on: 'design-review',
      says: { ...notYet('Major: no tests'), questions: ['And on errors?'] },
    };
    const mends = writes('add-caching', designText('add-caching', 'add-caching', 'draft', 'Tested.'), 'design-fix');
    const run = stage('Add caching', [{ ...writes('add-caching'), conversation: 'talk' }, refuses, mends, approves]);
    expect((await run.go()).ok).toBe(true);
    expect(run.prompts('design-fix')[0]).toMatch(/no tests.*And on errors\?/s);
    expect(run.agents.requests.find(({ purpose }) => purpose === 'design-fix')?.conversation).toBe('talk');
  });

  test('OL-S23 PR-S27 an answer that only echoes the form is asked for again, and is no approval', async () => {
    const echo = '{"verdict": "APPROVED or NEEDS_REVISION", "strengths": [], "issues": [], "questions": []}';
    const run = stage('Add caching', [
      writes('add-caching'),
      { on: 'design-review', says: echo },
      { on: 'reask', says: fine },
    ]);
    expect((await run.go()).ok).toBe(true);
    expect(run.ctx.of('asked-again')).toHaveLength(1);
  });

  test('an edit of a person while the run stood still is what is judged', async () => {
    const fails: Turn = { on: 'design-review', fails: { reason: 'quota', cli: 'x', says: 'no' } };
    const died = stage('Add caching', [writes('add-caching'), fails]);
    expect((await died.go()).ok).toBe(false);
    died.disk.edit({ [fileOf('add-caching')]: designText('add-caching', 'add-caching', 'draft', 'By hand.') });
    const again = stage('Add caching', [approves], { repository: died.disk, journal: died.ctx.journal });
    expect((await again.go()).ok).toBe(true);
    expect(again.prompts('design-review')[0]).toContain('By hand.');
  });

  test('as many rounds again after too many of them, with the last words of the reviewer', async () => {
    const refuses: Turn = { on: 'design-review', says: notYet('Major: no tests') };
    const settings = { maxCycles: 1 };
    const halted = stage('Add caching', [writes('add-caching'), refuses], { settings });
    expect(await halted.go()).toMatchObject({ error: { reason: 'not-approved' } });
    const mends = writes('add-caching', designText('add-caching', 'add-caching', 'draft', 'Tested.'), 'design-fix');
    const again = stage('Add caching', [mends, approves], {
      ...{ settings, repository: halted.disk, journal: halted.ctx.journal, moreCycles: 1 },
    });
    expect((await again.go()).ok).toBe(true);
    expect(again.prompts('design-fix')[0]).toContain('no tests');
  });
});

import { describe, expect, test } from 'vitest';
import { originalStage } from '../../../src/adapters/state/original-stage.js';

const item = { kind: 'design', artifact_id: 'be-fast', source_stage: 'design' };
const piped = (stage: string, stages: string, items: readonly unknown[] = [item]) => ({
  stage,
  pipeline_checkpoint: { completed_stage: stage, stage_index: 0, items, pipeline_stages: stages.split(' ') },
});
const ALL = 'analyze design review_design plan execute';

describe('PL-S43 what comes behind a stage of the original', () => {
  test.each([
    [{ stage: 'analyze_complete', opportunity: 'Be fast' }, ['design', 'Be fast', 'execute']],
    [{ stage: 'design_complete', design_path: 'd/x.md' }, ['plan', 'd/x.md', 'execute']],
    [{ stage: 'plan_complete', tasks_created: 2 }, ['tasks']],
    [piped('analyze', ALL), ['design', 'be-fast', 'execute']],
    [piped('design', 'design plan'), ['plan', 'be-fast', 'plan']],
    [piped('review_design', ALL), ['plan', 'be-fast', 'execute']],
    [piped('plan', ALL, []), ['tasks']],
  ])('%j', (outer_loop, [asked, given, through]) => {
    const expected = asked === 'tasks' ? { asked } : { asked, given, through };
    expect(originalStage({ outer_loop })).toEqual(expected);
  });

  test.each([
    [{ stage: 'analyze_complete' }],
    [{ stage: 'design_complete', design_path: 7 }],
    [{ stage: 'audit_complete' }],
    [piped('plan_partial', ALL)],
    [piped('design', 'design review_design')],
    [piped('plan', 'plan')],
    [piped('analyze', ALL, [item, item])],
    [null],
    ['design_complete'],
  ])('nothing that is known: %j', (outer_loop) => expect(originalStage({ outer_loop })).toBeNull());

  test('nor behind a halt in a task, of which nothing is known', () => {
    expect(originalStage({ outer_loop: { stage: 'plan_complete' }, halt_reason: 'policy:x' })).toBeNull();
  });
});

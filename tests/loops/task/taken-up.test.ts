import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, insane, sane, type Turn } from '../../support/scripted-agents.js';
import { resumptionOf, takeUp } from '../../support/take-up.js';
import { TaskStage } from '../../support/task-stage.js';

const build: Turn = { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } };
const no = (what: string): Turn => ({ on: 'review', says: changesRequested(what) });
const fix = (text: string): Turn => ({ on: 'fix', says: 'mended', edits: { 'a.ts': text } });
const yes: Turn = { on: 'review', says: approved() };
const commit: Turn = { on: 'commit', commits: 'Add retry' };
const failing: Turn = { on: 'review', fails: { reason: 'exit', cli: 'scripted', code: 1, says: 'boom' } };

const oneFile = { policy: { maxFiles: 1 } } as const;
const two: Turn = { ...build, edits: { 'a.ts': 'one\n', 'b.ts': 'b\n' } };

async function stopped(turns: readonly Turn[], options: ConstructorParameters<typeof TaskStage>[1] = {}) {
  const stage = new TaskStage(turns, options);
  const result = await stage.run();
  if (result.ok) throw new Error('it came to its end');
  return { stage, reason: result.error.reason };
}

describe('a halted task that is taken up', () => {
  test('ST-S21 ST-S42 L9 goes on past the check it halted for, without another build', async () => {
    const { stage, reason } = await stopped([two], oneFile);
    expect(reason).toBe('check');
    const again = await takeUp(stage, [yes, commit], oneFile);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));
    expect(again.agents.asked()).toEqual(['sanity-build', 'review', 'commit']);
    expect(again.repository.headFiles()).toMatchObject({ 'a.ts': 'one\n', 'b.ts': 'b\n' });
  });

  test('ST-S44 L9 halts for the same check when the change has become another', async () => {
    const { stage } = await stopped([two], oneFile);
    stage.repository.edit({ 'c.ts': 'c\n' });
    const again = await takeUp(stage, [], oneFile);
    expect(await again.run()).toMatchObject({ error: { reason: 'check', hit: { check: 'files', count: 3 } } });

    const third = await takeUp(again, [yes, commit], oneFile);
    expect(await third.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(third.repository.headFiles()['c.ts']).toBe('c\n');
  });

  test('ST-S44 passes the check when the person has mended the change', async () => {
    const { stage } = await stopped([two], oneFile);
    stage.repository.edit({ 'b.ts': null });
    const again = await takeUp(stage, [yes, commit], oneFile);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.prompts('review')[0]).not.toContain('b.ts');
  });

  test('L9 is still checked for everything else', async () => {
    const rules = { policy: { maxFiles: 1 }, settings: { loc: { limit: 1, rule: 'x' } } } as const;
    const { stage } = await stopped([two], rules);
    const again = await takeUp(stage, [], rules);
    expect(await again.run()).toMatchObject({ error: { reason: 'check', hit: { check: 'loc' } } });
  });

  test('ST-S47 that was not approved has as many cycles again, and the last findings', async () => {
    const settings = { settings: { maxCycles: 3 } };
    const turns = [build, no('first'), fix('two\n'), no('second'), fix('three\n'), no('third')];
    const { stage, reason } = await stopped(turns, settings);
    expect(reason).toBe('not-approved');
    const again = await takeUp(stage, [fix('four\n'), yes, commit], settings);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved', cycles: 4 }));
    expect(again.prompts('fix')[0]).toContain('third');
    expect(again.ctx.of('task-started')[0]?.maxCycles).toBe(6);
  });

  test('that went in circles is judged once more', async () => {
    const { stage, reason } = await stopped([build, no('x'), fix('one\n')]);
    expect(reason).toBe('going-in-circles');
    const again = await takeUp(stage, [yes, commit]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
  });

  test('whose reviewer failed is reviewed, and nothing else is done again', async () => {
    const { stage } = await stopped([build, failing]);
    const again = await takeUp(stage, [yes, commit]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.agents.asked()).toEqual(['review', 'commit']);
  });

  test('whose review was called gibberish is reviewed again', async () => {
    const prose: Turn = { on: 'review', says: 'blah' };
    const { stage, reason } = await stopped([
      build,
      prose,
      { on: 'reask', says: 'blah' },
      { on: 'sanity-review', says: insane('gibberish') },
    ]);
    expect(reason).toBe('sanity');
    const again = await takeUp(stage, [yes, commit]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.agents.asked()).toEqual(['review', 'commit']);
  });

  test('keeps the edits of an author that failed, and tells the next one of them', async () => {
    const half: Turn = { ...build, fails: { reason: 'killed', cli: 'scripted', signal: 'SIGKILL', says: '' } };
    const { stage } = await stopped([half]);
    const again = await takeUp(stage, [{ on: 'build', says: 'done', edits: { 'b.ts': 'b\n' } }, yes, commit]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.prompts('build')[0]).toContain('a.ts');
    expect(again.repository.headFiles()).toMatchObject({ 'a.ts': 'one\n', 'b.ts': 'b\n' });
  });
});

describe('what a person did to a task that stood still', () => {
  test('edits after the sanity check are checked, judged and committed with the rest', async () => {
    const { stage } = await stopped([build, failing]);
    stage.repository.edit({ 'mine.ts': 'm\n' });
    const again = await takeUp(stage, [{ on: 'sanity-build', says: sane }, yes, commit]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.prompts('review')[0]).toContain('mine.ts');
    expect(again.repository.headFiles()).toMatchObject({ 'a.ts': 'one\n', 'mine.ts': 'm\n' });
  });

  test('commits of a part are kept, and the rest is committed on top', async () => {
    const { stage } = await stopped([two, failing]);
    stage.repository.commitOnly(['b.ts'], 'my part');
    const again = await takeUp(stage, [yes, commit]);
    const result = await again.run();
    expect(result).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.repository.headFiles()).toMatchObject({ 'a.ts': 'one\n', 'b.ts': 'b\n' });
    expect(again.repository.log()).toContain('Add retry');
  });

  test('ST-S43 a commit of everything ends it', async () => {
    const { stage } = await stopped([two], oneFile);
    stage.repository.commitAll('by hand');
    expect(await resumptionOf(stage)).toEqual({ kind: 'by-hand' });
  });

  test('throwing the work away makes it begin anew', async () => {
    const { stage } = await stopped([build, failing]);
    stage.repository.edit({ 'a.ts': null });
    expect(await resumptionOf(stage)).toEqual({ kind: 'fresh' });
  });
});

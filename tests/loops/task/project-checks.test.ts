import { describe, expect, test } from 'vitest';
import { err, ok } from '../../../src/domain/result.js';
import { MemoryRepository } from '../../support/memory-repository.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const PACKAGE = JSON.stringify({ scripts: { test: 'node t.js' } });
const build: Turn = { on: 'build', says: 'done', edits: { 'a.js': '1\n' } };
const rest: Turn[] = [
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'c' },
];

function nodeRepository(): MemoryRepository {
  const repository = new MemoryRepository();
  repository.edit({ 'package.json': PACKAGE });
  repository.commitAll('package');
  return repository;
}
const stageOf = (turns: readonly Turn[], options: StageOptions = {}): TaskStage =>
  new TaskStage(turns, { repository: nodeRepository(), ...options });

describe("the project's checks before a review", () => {
  test('L4 the reviewer gets what they really said, between the sanity check and the review', async () => {
    const stage = stageOf([build, ...rest], { checks: { 'npm test': { prints: '3 passed' } } });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.evaluator.ran).toEqual(['npm test']);
    expect(stage.prompts('review')[0]).toMatch(/tests: passed in 1.2 s: npm test[\s\S]*3 passed/);
    const types = stage.ctx.types().filter((type) => /sanity-judged|project-check|reviewed/.test(type));
    expect(types).toEqual(['sanity-judged', 'project-check-started', 'project-checked', 'reviewed']);
  });

  test('L12 a red check halts nothing, and an approval in spite of it counts', async () => {
    const stage = stageOf([build, ...rest], { checks: { 'npm test': { exits: 1, prints: '1 failed' } } });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.prompts('review')[0]).toContain('tests: failed (exit code 1)');
  });

  test('after a refusal the author gets the red ones with their output', async () => {
    const turns: Turn[] = [
      build,
      { on: 'review', says: changesRequested('handle zero') },
      { on: 'fix', says: 'mended', edits: { 'a.js': '2\n' } },
      ...rest,
    ];
    const checks = { 'npm test': (nth: number) => ({ exits: nth === 1 ? 1 : 0, prints: nth === 1 ? 'sum is 3' : '' }) };
    const stage = stageOf(turns, { checks });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.prompts('fix')[0]).toMatch(/handle zero[\s\S]*failed \(exit code 1\)[\s\S]*sum is 3/);
    expect(stage.prompts('review')[1]).toContain('tests: passed');
  });

  test('what is written wins over what is found', async () => {
    const commands = { tests: 'make check', lint: 'make lint', typing: null, security: null, complexity: null };
    const project = {
      name: null,
      language: 'auto',
      commands,
      coverageCommand: null,
      smokeCommand: null,
      junit: null,
      coverage: { path: null, format: null },
      checkTimeoutMs: 0,
    };
    const stage = stageOf([build, ...rest], { settings: { project } });
    await stage.run();
    expect(stage.evaluator.ran).toEqual(['make check', 'make lint']);
  });

  test('verify = false runs nothing, and says so to the person and the reviewer', async () => {
    const stage = stageOf([build, ...rest], { settings: { verify: false } });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.evaluator.ran).toEqual([]);
    expect(stage.ctx.of('noticed')).toMatchObject([{ notice: { kind: 'verify-off' } }]);
    expect(stage.prompts('review')[0]).toContain('switched off');
  });

  test('a project without checks is noticed, and the reviewer knows that nothing was run', async () => {
    const stage = new TaskStage([build, ...rest]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('noticed')).toMatchObject([{ notice: { kind: 'no-project-checks' } }]);
    expect(stage.prompts('review')[0]).toContain('nothing was run');
  });

  test('the author cannot take a check away, and those it brings are run', async () => {
    const scripts = { scripts: { lint: 'eslint .' } };
    const stage = stageOf([{ ...build, edits: { 'package.json': JSON.stringify(scripts) } }, ...rest]);
    await stage.run();
    expect(stage.evaluator.ran).toEqual(['npm test', 'npm run lint']);
  });

  test('what a check writes is put back, told, and never part of the change', async () => {
    const repository = nodeRepository();
    const does = () => repository.edit({ 'a.js': 'formatted\n', 'snapshot.txt': 'new\n' });
    const stage = stageOf([build, ...rest], { repository, checks: { 'npm test': { does } } });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(repository.headFiles()).toEqual({ 'README.md': '# test\n', 'package.json': PACKAGE, 'a.js': '1\n' });
    expect(stage.ctx.of('project-checked')[0]?.ran.putBack).toEqual(['a.js', 'snapshot.txt']);
    expect(repository.keeps('snapshot.txt', 'new\n')).toBe(true);
  });

  test('L24 what a check changes of the files that steer the run is put back as well', async () => {
    const stage: TaskStage = stageOf([build, ...rest], {
      checks: { 'npm test': { does: () => void stage.tampered.push('.millstone/policy.toml') } },
    });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('project-checked')[0]?.ran.putBack).toEqual(['.millstone/policy.toml']);
  });

  test.each([
    ['a commit', (one: MemoryRepository) => one.commitAll('mine'), / on main, with [0-9a-f]{12} "mine"$/],
    ['a branch', (one: MemoryRepository) => void Object.assign(one, { branch: 'refs/heads/other' }), / on other$/],
  ])('%s that came while a check ran stays, with all that differs, and halts', async (_name, moves, found) => {
    const repository = nodeRepository();
    const does = () => {
      repository.edit({ 'mine.txt': 'mine\n' });
      moves(repository);
    };
    const stage = stageOf([build], { repository, checks: { 'npm test': { does } } });
    const halt = { reason: 'moved', what: 'during-check', found: expect.stringMatching(found) };
    expect(await stage.run()).toMatchObject(err(halt as never));
    expect(repository.files['mine.txt']).toBe('mine\n');
    expect(repository.parked).toEqual([]);
  });

  test('how it was before is known of files that were checked earlier in the run', async () => {
    const first = stageOf([build, ...rest], { checks: { 'npm test': { exits: 1 } } });
    await first.run();
    const { repository, ctx } = first;
    const second = new TaskStage([{ ...build, edits: { 'b.js': '1\n' } }, ...rest], {
      ...{ repository, journal: ctx.journal, task: { id: 'second' as never } },
      checks: { 'npm test': { exits: 1 } },
    });
    await second.run();
    expect(second.prompts('review')[0]).toContain('before the task: failed');
  });

  test('only the tick of the task before lies between: what was known still holds', async () => {
    const tasklist = 'tasks.md';
    const options: StageOptions = { settings: { tasklist }, checks: { 'npm test': { exits: 1 } } };
    const first = stageOf([build, ...rest], options);
    await first.run();
    const { repository, ctx } = first;
    const begin = (id: string) =>
      new TaskStage([{ ...build, edits: { [`${id}.js`]: '1\n' } }, ...rest], {
        ...{ ...options, repository, journal: ctx.journal, task: { id: id as never } },
      });
    repository.edit({ [tasklist]: '- [x] first\n' });
    repository.commitAll('tick');
    const second = begin('second');
    await second.run();
    expect(second.prompts('review')[0]).toContain('before the task: failed');

    repository.edit({ 'b.js': 'by hand\n' });
    repository.commitAll('by hand');
    const third = begin('third');
    await third.run();
    expect(third.prompts('review')[0]).not.toContain('before the task');
  });
});

describe('checks of a run that stopped on the way', () => {
  test('one that was stopped is not recorded, and what it wrote is put back', async () => {
    const repository = nodeRepository();
    const stage: TaskStage = stageOf([build], {
      repository,
      checks: {
        'npm test': {
          stopped: true,
          does: () => {
            repository.edit({ 'half.txt': '' });
            stage.ctx.abort();
          },
        },
      },
    });
    expect(await stage.run()).toMatchObject({ error: { reason: 'cancelled' } });
    expect(repository.files).not.toHaveProperty('half.txt');
    expect(stage.ctx.of('project-checked')).toEqual([]);

    const again = stageOf(rest, { repository, journal: stage.ctx.journal });
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.evaluator.ran).toEqual(['npm test']);
  });

  test('one that has finished is read back for the same files', async () => {
    const first = stageOf([build, { on: 'review', fails: { reason: 'silent', cli: 'scripted', ms: 1 } }], {
      ...{ settings: { rateLimitWaitMs: -1 }, checks: { 'npm test': { prints: '3 passed' } } },
    });
    expect(await first.run()).toMatchObject({ error: { reason: 'agent-failed' } });
    const again = stageOf(rest, { repository: first.repository, journal: first.ctx.journal });
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.evaluator.ran).toEqual([]);
    expect(again.prompts('review')[0]).toContain('3 passed');
    expect(again.ctx.of('project-checked')).toMatchObject([{ replayed: true }]);
  });

  test('a cycle that is over is not checked on the files of a later one', async () => {
    const turns: Turn[] = [
      { on: 'build', says: 'done', edits: { 'a.js': '1\n' } },
      { on: 'review', says: changesRequested('bring tests') },
      { on: 'fix', says: 'here', edits: { 'package.json': PACKAGE } },
      { on: 'review', fails: { reason: 'silent', cli: 'scripted', ms: 1 } },
    ];
    const first = new TaskStage(turns, { settings: { rateLimitWaitMs: -1 } });
    await first.run();
    expect(first.evaluator.ran).toEqual(['npm test']);
    const { repository, ctx } = first;
    const again = new TaskStage(rest, { repository, journal: ctx.journal });
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.evaluator.ran).toEqual([]);
    expect(repository.headFiles()).toHaveProperty(['package.json']);
  });
});

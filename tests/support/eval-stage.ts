import type { Settings } from '../../src/domain/settings.js';
import type { CheckTurn } from './memory-evaluator.js';
import { MemoryRepository } from './memory-repository.js';
import { settingsWith } from './memory-settings.js';
import { approved, type Turn } from './scripted-agents.js';
import { type StageOptions, TaskStage } from './task-stage.js';

/** The tests of a project in memory: its file `red.txt` names those that fail, `green.txt` those that pass. */
export const TESTS = 'npm test';

/** A project whose tests these are; nothing is red by default. */
export function tested(red: readonly string[] = [], green: readonly string[] = ['a', 'b', 'c']): MemoryRepository {
  const repository = new MemoryRepository();
  repository.edit({
    'package.json': JSON.stringify({ scripts: { test: 'node t.js' } }),
    'red.txt': red.map((name) => `${name}\n`).join(''),
    'green.txt': green.map((name) => `${name}\n`).join(''),
  });
  repository.commitAll('tests');
  return repository;
}

const names = (text: string | undefined): readonly string[] => (text ?? '').split('\n').filter((name) => name !== '');

/** What the tests say of the files as they are when they are run. */
export const byFiles =
  (repository: MemoryRepository): ((nth: number) => CheckTurn) =>
  () => ({ fails: names(repository.files['red.txt']), passes: names(repository.files['green.txt']) });

export const evals = (more: Partial<Settings['evals']>): Partial<Settings> => ({
  evals: { ...settingsWith().evals, ...more },
});

/** An author that leaves these tests red. */
export const builds = (red: readonly string[], on: 'build' | 'fix' = 'build'): Turn => ({
  ...{ on, says: 'done' },
  edits: { 'red.txt': red.map((name) => `${name}\n`).join(''), [`${on}.js`]: '1\n' },
});
export const review: Turn = { on: 'review', says: approved() };
export const commit: Turn = { on: 'commit', commits: 'c' };

/** A task of such a project, with evaluations as they are set. */
export function evalStage(
  turns: readonly Turn[],
  set: Partial<Settings['evals']>,
  options: StageOptions & { readonly repository: MemoryRepository },
): TaskStage {
  const checks = { [TESTS]: byFiles(options.repository), ...options.checks };
  const settings = { ...evals(set), ...options.settings };
  return new TaskStage(turns, { ...options, checks, settings });
}

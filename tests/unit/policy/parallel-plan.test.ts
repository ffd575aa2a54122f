import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { parallelPlan } from '../../../src/policy/parallel-plan.js';

const PATHS = { exists: (path: string) => path === 'src/app', isFolder: (path: string) => path === 'src/app' };
const plan = (most: number, ...lines: readonly string[]) => {
  const planned = parallelPlan(readTasklist(lines.join('\n')).entries, most, PATHS);
  if (planned.kind === 'circle') return planned;
  const told = planned.tasks.map(({ id, files, after }) => `${id} files[${files}] after[${after}]`);
  return { told, left: planned.left };
};
const unknown = (most: number, ...lines: readonly string[]) => {
  const planned = parallelPlan(readTasklist(lines.join('\n')).entries, most, PATHS);
  return planned.kind === 'circle' ? null : planned.unknown;
};
const task = (id: string, words: string, ...about: readonly string[]): string =>
  [`- [ ] ${words}`, `  - ID: ${id}`, ...about.map((line) => `  - ${line}`)].join('\n');

describe('the tasks of a run of many', () => {
  test('WT-S10 the first so many of the list, done ones left out', () => {
    expect(plan(1, '- [x] Old', task('a', 'One'), task('b', 'Two'))).toEqual({
      told: ['a files[] after[]'],
      left: 1,
    });
  });

  test('WT-S59 what a task waits for comes first, wherever it stands and whoever says so', () => {
    const before = [task('ui', 'Make the page, after Build API'), task('api', '**Build API**')];
    expect(plan(5, ...before)).toEqual({ told: ['api files[] after[]', 'ui files[] after[api]'], left: 0 });
    const by = [task('ui', 'Make the page', 'Depends: api'), task('api', 'Build it')];
    expect(plan(5, ...by)).toMatchObject({ told: ['api files[] after[]', 'ui files[] after[api]'] });
  });

  test('WT-S20 a task is known by its id, title, group, risk and files; what it does not say is empty', () => {
    const said = task('a', '**Mend it**: edit src/a.ts', 'Risk: medium', 'Files: docs/b.md');
    const lines = ['- [ ] Plain', '## Group: Core', said];
    const planned = parallelPlan(readTasklist(lines.join('\n')).entries, 5, PATHS);
    const tasks = planned.kind === 'circle' ? [] : planned.tasks;
    expect(tasks.map(({ id, risk, files, task: { title, group } }) => ({ id, risk, files, title, group }))).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{8}$/), risk: null, files: [], title: 'Plain', group: null },
      { id: 'a', risk: 'medium', files: ['docs/b.md', 'src/a.ts'], title: 'Mend it', group: 'Core' },
    ]);
  });

  test('D31 no task is chosen whose open prerequisite is not', () => {
    expect(plan(1, task('ui', 'Page', 'Depends: api'), task('api', 'Build it'), task('c', 'Else'))).toEqual({
      told: ['api files[] after[]'],
      left: 2,
    });
  });

  test('files that two tasks name are told, a folder is not', () => {
    const told = plan(5, task('a', 'Edit ./src/a.ts in src/app'), task('b', 'Edit src/a.ts below src/'));
    expect(told).toMatchObject({ told: ['a files[src/a.ts] after[]', 'b files[src/a.ts] after[]'] });
  });

  test('WT-S12 tasks of one group wait for each other no more than others do', () => {
    const told = plan(5, '## Group: A', task('a', 'One'), task('b', 'Two'));
    expect(told).toMatchObject({ told: ['a files[] after[]', 'b files[] after[]'] });
  });

  test('a prerequisite that is done is none', () => {
    expect(plan(5, task('ui', 'Page', 'Depends: api'), '- [x] Build it\n  - ID: api')).toMatchObject({
      told: ['ui files[] after[]'],
    });
  });

  test('WT-S18 a circle is told by the ids of its tasks, at most five of them', () => {
    const lines = [task('a', 'One', 'Depends: b'), task('b', 'Two', 'Depends: a')];
    const says = 'tasks wait for one another in a cycle:';
    expect(plan(5, ...lines)).toEqual({ kind: 'circle', says: `${says} a -> b -> a` });
    const long = [...'abcdefg'].map((id, i) => task(id, `Add ${id}`, `Depends: ${'bcdefga'[i]}`));
    expect(plan(5, ...long)).toEqual({ kind: 'circle', says: `${says} a -> b -> c -> d -> e -> ...` });
  });

  test('what a task depends on and the list does not have is told of those that are chosen; what is done counts as there', () => {
    const lines = [
      task('a', 'One', 'Depends: old, nowhere'),
      '- [x] Old',
      '  - ID: old',
      task('b', 'Two', 'Depends: x'),
    ];
    expect(unknown(1, ...lines)).toEqual([{ task: 'a', name: 'nowhere' }]);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { tasklistFile } from '../../../src/adapters/artifacts/file/tasklist.js';
import type { TaskId } from '../../../src/domain/ids.js';
import type { TaskStore } from '../../../src/ports/tasks.js';
import { MemoryTasks } from '../../support/memory-tasks.js';

/** A store over a list, with a way to see and to change the list from outside. */
interface Subject {
  readonly store: TaskStore;
  now(): string;
  change(text: string): void;
}

const folder = mkdtempSync(join(tmpdir(), 'millstone-tasks-'));
const file = join(folder, 'tasklist.md');
afterEach(() => rmSync(file, { force: true }));

const SUBJECTS: readonly (readonly [string, (text: string | null) => Subject])[] = [
  [
    'a file',
    (text) => {
      if (text !== null) writeFileSync(file, text);
      return {
        store: tasklistFile(file),
        now: () => readFileSync(file, 'utf8'),
        change: (next) => writeFileSync(file, next),
      };
    },
  ],
  [
    'memory',
    (text) => {
      const store = new MemoryTasks(text);
      return {
        store,
        now: () => store.now ?? '',
        change: (next) => {
          store.now = next;
        },
      };
    },
  ],
];

const id = (text: string): TaskId => text as TaskId;
const LIST = '# L\r\n\r\n- [ ] A\r\n  - ID: a\r\n- [x] B\r\n  - ID: b\r\n';

describe.each(SUBJECTS)('tasks in %s', (_name, open) => {
  test('AR-S28 are listed in their order, with what is done', async () => {
    const listed = await open(LIST).store.list();
    expect(listed.ok && listed.value?.map(({ task, done }) => [task.id, done])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  test('TL-S3 are none where there is no list', async () => {
    const { store } = open(null);
    expect(await store.list()).toEqual({ ok: true, value: null });
    expect(await store.text()).toEqual({ ok: true, value: null });
    expect(await store.tick(id('a'))).toEqual({ ok: false, error: { reason: 'missing' } });
  });

  test('are ticked and unticked by their id, and nothing else changes', async () => {
    const { store, now } = open(LIST);
    expect(await store.tick(id('a'))).toEqual({ ok: true });
    expect(now()).toBe(LIST.replace('[ ]', '[x]'));
    expect(await store.untick(id('a'))).toEqual({ ok: true });
    expect(now()).toBe(LIST);
  });

  test('TL-S33 TL-S34 stay as they are when that makes no sense', async () => {
    const { store, now } = open(LIST);
    expect(await store.tick(id('x'))).toEqual({ ok: false, error: { reason: 'unknown', id: 'x' } });
    expect(await store.tick(id('b'))).toEqual({ ok: false, error: { reason: 'already', id: 'b' } });
    expect(now()).toBe(LIST);
  });

  test('are found where they stand now', async () => {
    const { store, now, change } = open(LIST);
    await store.list();
    change(`- [ ] New\n${LIST}`);
    await store.tick(id('a'));
    expect(now()).toBe(`- [ ] New\n${LIST.replace('[ ]', '[x]')}`);
  });

  test('are ticked one after the other', async () => {
    const { store, now } = open('- [ ] A\n- [ ] B\n- [ ] C\n');
    const listed = await store.list();
    const ids = listed.ok ? (listed.value ?? []).map(({ task }) => task.id) : [];
    const ticked = await Promise.all(ids.map((one) => store.tick(one)));
    expect(ticked.every(({ ok }) => ok)).toBe(true);
    expect(now()).toBe('- [x] A\n- [x] B\n- [x] C\n');
  });

  test('are edited as they are then', async () => {
    const { store, now, change } = open('- [ ] A\n');
    const both = await Promise.all(['B', 'C'].map((name) => store.edit((text) => `${text}- [ ] ${name}\n`)));
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(now()).toBe('- [ ] A\n- [ ] B\n- [ ] C\n');
    change('- [ ] D\n');
    expect(await store.edit((text) => text)).toEqual({ ok: true, value: '- [ ] D\n' });
  });

  test('are replaced as a whole only when nobody was faster', async () => {
    const { store, now, change } = open('- [ ] A\n');
    expect(await store.put('- [ ] A\n', '- [ ] B\n')).toEqual({ ok: true, value: true });
    change('- [ ] C\n');
    expect(await store.put('- [ ] B\n', '- [ ] D\n')).toEqual({ ok: true, value: false });
    expect(now()).toBe('- [ ] C\n');
  });
});

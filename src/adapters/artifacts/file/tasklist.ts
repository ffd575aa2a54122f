import { readFile } from 'node:fs/promises';
import type { TaskId } from '../../../domain/ids.js';
import { err, ok, type Result } from '../../../domain/result.js';
import { readTasklist } from '../../../formats/tasklist.js';
import { tick, untick } from '../../../formats/tasklist-edit.js';
import type { TaskStore, TickRefusal } from '../../../ports/tasks.js';
import { nodeFiles } from '../../files/node-files.js';
import { replaceFile } from '../../files/replace-file.js';
import { systemWords } from '../../files/system-words.js';
import { inTurn } from '../../in-turn.js';

/** How often a change is made anew because somebody wrote to the list meanwhile. */
const ATTEMPTS = 5;

/**
 * The tasks of a Markdown file. A change is read, made and written in one go, once; `aside` is a folder for the bytes of a
 * change on its way, where there is a better one than that of the file. Paths are absolute.
 */
export function tasklistFile(path: string, aside: string | null = null): TaskStore {
  const text = () => nodeFiles.read(path);
  // Changes of this process one after the other, each on what the one before it left.
  const turn = inTurn();
  const put = async (before: string, next: string): Promise<Result<boolean, string>> => {
    const bytes = Buffer.from(before);
    try {
      return ok(await replaceFile(path, next, async () => bytes.equals(await readFile(path)), aside));
    } catch (error) {
      return err(`${path}: ${systemWords(error)}`);
    }
  };
  const edited = async <E>(
    change: (now: string) => Result<string, E>,
  ): Promise<Result<string | null, E | { readonly reason: 'trouble'; readonly why: string }>> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const now = await text();
      if (!now.ok) return err({ reason: 'trouble', why: now.error });
      if (now.value === null) return ok(null);
      const next = change(now.value);
      if (!next.ok || next.value === now.value) return next;
      const written = await put(now.value, next.value);
      if (!written.ok) return err({ reason: 'trouble', why: written.error });
      if (written.value) return next;
    }
    return err({ reason: 'trouble', why: `${path}: somebody else keeps writing to it` });
  };
  const mark = async (id: TaskId, how: typeof tick): Promise<Result<void, TickRefusal>> => {
    const marked = await edited((now) => how(now, id));
    if (!marked.ok) return marked;
    return marked.value === null ? err({ reason: 'missing' }) : ok(undefined);
  };
  const edit: TaskStore['edit'] = async (change) => {
    const made = await edited<never>((now) => ok(change(now)));
    return made.ok ? made : err(made.error.why);
  };
  return {
    async list() {
      const now = await text();
      return now.ok ? ok(now.value === null ? null : readTasklist(now.value).entries) : now;
    },
    text,
    tick: (id) => turn(() => mark(id, tick)),
    untick: (id) => turn(() => mark(id, untick)),
    put: (before, next) => turn(() => put(before, next)),
    edit: (change) => turn(() => edit(change)),
  };
}

import { expect, test } from 'vitest';
import type { CommitFacts } from '../../../src/domain/change.js';
import type { CommitId, TaskId } from '../../../src/domain/ids.js';
import { ok } from '../../../src/domain/result.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import type { Queued } from '../../../src/loops/parallel/board.js';
import type { ParallelDeps } from '../../../src/loops/parallel/deps.js';
import { integrate } from '../../../src/loops/parallel/integrate.js';
import type { VisitLine } from '../../../src/ports/repository.js';
import { MemoryContext } from '../../support/memory-context.js';
import { MemoryLanding } from '../../support/memory-landing.js';
import { settingsWith } from '../../support/memory-settings.js';

/** Integrates a task that adds these lines to a file. */
async function integrated(path: string, lines: readonly string[]) {
  const landing = new MemoryLanding();
  const base = settingsWith();
  const file = { path, from: null, status: 'added', added: lines.length, deleted: 0, binary: false, generated: false };
  const change = async (_: unknown, __: unknown, visit: VisitLine) => {
    for (const line of lines) visit(path, line);
    return ok({ files: [file] });
  };
  const deps = {
    landing,
    settings: { ...base, loc: { limit: 3, rule: 'limits.max_loc_per_task' } },
    integrated: null,
    consent: () => ({ waivers: [], moreCycles: 0 }),
    repository: { change },
  } as unknown as ParallelDeps;
  const task = { ...taskFromText('Add a'), id: 'a' as TaskId };
  const brought = { task: task.id, title: 'Add a', fork: 'c:' as CommitId, head: 'h:a' as CommitId };
  const ctx = new MemoryContext();
  const planned = { id: task.id, risk: null, files: [], after: [], task };
  const queued: Queued = { planned, brought, done: { outcome: 'approved', cycles: 1, commits: [] }, emit: ctx.emit };
  const before = { id: 'c:', tree: 't:', subject: 'start' } as CommitFacts;
  const result = await integrate(deps, before, queued, ctx);
  if (!result.ok) throw new Error(result.error.reason);
  return { result: result.value, checkout: landing.checkout };
}

test.each([
  ['more lines than a change may have', 'a.ts', ['1', '2', '3', '4'], 'loc'],
  ['a sensitive file', '.env', ['A=1'], 'sensitive'],
  ['a dangerous line', 'a.sh', ['rm -rf / --no-preserve-root'], 'dangerous'],
])('WT-S37 %s is no part of what is integrated, and nothing of it is left there', async (_, path, lines, check) => {
  const { result, checkout } = await integrated(path, lines);
  expect(result).toMatchObject({ kind: 'check', hit: { check } });
  expect(checkout).toEqual([]);
});

test('WT-S37 a harmless change is a part of it', async () => {
  const { result, checkout } = await integrated('a.ts', ['1']);
  expect(result).toMatchObject({ queued: { planned: { id: 'a' } }, files: ['a.ts'] });
  expect(checkout).toEqual(['a']);
});

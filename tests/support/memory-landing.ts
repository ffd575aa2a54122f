import type { CommitFacts } from '../../src/domain/change.js';
import type { CommitId, TreeId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import type { Brought, Landed, Landing } from '../../src/ports/landing.js';

/** A commit whose tree is the tasks in it: `a+b`. */
const commitOf = (tasks: readonly string[]): CommitFacts => ({
  id: `c:${tasks.join('+')}` as CommitId,
  tree: `t:${tasks.join('+')}` as TreeId,
  subject: tasks.at(-1) ?? 'start',
});
const tasksOf = (commit: string): readonly string[] =>
  commit
    .replace(/^[ct]:/, '')
    .split('+')
    .filter(Boolean);

/** Lands tasks in memory. Two tasks of a pair in `conflicts` never go together. */
export class MemoryLanding implements Landing {
  readonly base = 'main';
  /** Every state that the branch has had. */
  readonly history: string[] = [''];
  checkout: readonly string[] = [];
  /** What the next moves of the branch come to in place of landing. */
  readonly answers: Landed[] = [];

  constructor(private readonly conflicts: readonly string[] = []) {}

  private get at(): readonly string[] {
    return tasksOf(this.history.at(-1) ?? '');
  }

  readonly tip = async () => ok(commitOf(this.at));
  readonly used = (): void => undefined;
  readonly keep = async () => ok(null);
  readonly since = async () => ok([]);
  readonly commitFile = async () => ok(null);
  readonly isBlocked = async () => ok(this.answers[0]?.kind === 'in-the-way');
  readonly holds = async (commit: CommitId) => {
    const wanted = tasksOf(commit);
    return ok(wanted.every((task, i) => this.at[i] === task));
  };

  readonly reset = async (to: CommitId) => {
    this.checkout = tasksOf(to);
    return ok(undefined);
  };

  readonly integrate = async ({ task }: Brought) => {
    const foe = this.conflicts.find((pair) => pair.includes(task) && this.checkout.some((one) => pair.includes(one)));
    if (foe !== undefined) {
      return ok({ kind: 'conflict', files: ['same.ts'], mixed: `c:${foe}` as CommitId } as const);
    }
    this.checkout = [...this.checkout, task];
    return ok({ kind: 'clean', commit: commitOf(this.checkout) } as const);
  };

  readonly land = async (_: CommitId, to: CommitId) => {
    const answer = this.answers.shift() ?? { kind: 'landed' };
    if (answer.kind === 'landed') this.history.push(tasksOf(to).join('+'));
    return ok(answer);
  };
}

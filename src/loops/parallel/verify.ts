import type { CommitFacts } from '../../domain/change.js';
import { isCheckName } from '../../domain/check-name.js';
import type { Evaluation } from '../../domain/evaluation.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { type CheckRun, checkRun, type ProjectCheck } from '../../domain/project-check.js';
import { err, ok, type Result } from '../../domain/result.js';
import { checkedKey } from '../../domain/task-keys.js';
import { attribute } from '../../policy/eval-gate.js';
import { evaluationOf } from '../../policy/evaluate.js';
import type { SettledCheck } from '../../policy/settled-check.js';
import { cancelled, type RunContext } from '../context.js';
import { settleChecks } from '../eval/settle-checks.js';
import { step } from '../step.js';
import { findChecks } from '../task/known-checks.js';
import type { ParallelDeps } from './deps.js';

/** A commit with the files that its checks judge: ticks in a tracked list are no reason to check once more. */
export interface Checked {
  readonly commit: CommitFacts;
  readonly tree: TreeId;
  /** The commit that has this tree. */
  readonly merged: CommitId;
}

/** Judges what was integrated by the project's own checks, against what they say of the base itself. */
export interface Verifier {
  /** What is red that was not before; empty when it may land. The checkout holds `now` afterwards, or the base. */
  introduced(
    checks: readonly ProjectCheck[],
    base: Checked,
    now: Checked,
    ctx: RunContext,
  ): Promise<Result<Introduced, Halt>>;
  /** The checks of what the checkout holds. */
  find(): Promise<readonly ProjectCheck[]>;
}

/** What fails by name, and what the checks that failed printed. */
export interface Introduced {
  readonly names: readonly string[];
  readonly output: string;
  /** Commands of tests that are red on the base as well and name no test: nobody can tell what they are red about. */
  readonly unclear: readonly string[];
}

const NOTHING: Introduced = { names: [], output: '', unclear: [] };

export function verifier(deps: ParallelDeps): Verifier {
  const { landing, settings, evaluator, steering } = deps;
  const judge = async (
    { commit, tree }: Checked,
    checks: readonly ProjectCheck[],
    ctx: RunContext,
  ): Promise<Result<{ evaluation: Evaluation; settled: readonly SettledCheck[] }, Halt>> => {
    let there = false;
    const settled = await settleChecks(checks, async (check, nth) => {
      const key = checkedKey(tree, check.command, nth);
      if (!there && ctx.journal.find(key) === undefined) {
        const reset = await landing.reset(commit.id, ctx.signal);
        if (!reset.ok) return reset;
        there = true;
      }
      return step(ctx, key, checkRun, () => run(check, nth, ctx));
    });
    if (!settled.ok) return settled;
    const { weights, thresholds } = settings.evals;
    const at = ctx.clock.now().toISOString();
    const facts = { checks: settled.value, mode: 'landing', at, head: commit.id, dirty: false };
    return ok({ evaluation: evaluationOf(facts, { weights, thresholds }), settled: settled.value });
  };
  /** What a check writes is thrown away before the next task is integrated. It may not touch what steers the run. */
  const run = async (check: ProjectCheck, nth: 1 | 2, ctx: RunContext): Promise<Result<CheckRun, Halt>> => {
    const remembered = await steering.remember();
    if (!remembered.ok) return remembered;
    landing.used();
    ctx.emit({ type: 'project-check-started', cycle: 0, check });
    const ran = await evaluator.run(check, ctx.signal);
    const restored = await steering.restore();
    if (!restored.ok) return restored;
    if (ran === null) return err(cancelled(ctx.signal));
    const done = { ...ran, putBack: [...restored.value] };
    ctx.emit({ type: 'project-checked', cycle: 0, ran: done, replayed: false, ...(nth === 2 ? { again: true } : {}) });
    return ok(done);
  };
  return {
    find: () => (settings.verify ? findChecks({ evaluator, settings }) : Promise.resolve([])),
    async introduced(checks, base, now, ctx) {
      if (checks.length === 0) return ok(NOTHING);
      const judged = await judge(now, checks, ctx);
      if (!judged.ok || judged.value.evaluation.failed_tests.length === 0) return judged.ok ? ok(NOTHING) : judged;
      // Only now: what is green needs nothing to be compared with.
      const then = await judge(base, checks, ctx);
      if (!then.ok) return then;
      const { settled, evaluation } = judged.value;
      const failed = settled.filter(({ failures }) => failures.length > 0).map(({ run: { output } }) => output.trim());
      const names = attribute(then.value.evaluation, evaluation, settled).introduced;
      const red = [then.value.settled, settled].map(unnamed);
      const unclear = (red[1] ?? []).filter((command) => red[0]?.includes(command));
      if (unclear.length > 0) {
        // What they lack may be set up before the run goes on: then they are asked again.
        const trees = [base.tree, now.tree];
        const keys = trees.flatMap((tree) =>
          unclear.flatMap((one) => ([1, 2] as const).map((nth) => checkedKey(tree, one, nth))),
        );
        const forgotten = await ctx.journal.append({ kind: 'forgotten', keys });
        if (!forgotten.ok) return forgotten;
      }
      return ok({ names, output: failed.join('\n\n'), unclear });
    },
  };
}

/** Commands of tests that are red without the name of a test. */
const unnamed = (settled: readonly SettledCheck[]): readonly string[] =>
  settled
    .filter(({ run, failures }) => run.kind === 'tests' && failures.some(isCheckName))
    .map(({ run }) => run.command);

import { checkName, isCheckName } from '../domain/check-name.js';
import type { Attribution, GateFound, GateReason } from '../domain/eval-compared.js';
import type { Evaluation } from '../domain/evaluation.js';
import { compositeOf, type Weights } from './eval-score.js';
import type { SettledCheck } from './settled-check.js';

/** What a gate allows. Source: policy.md 5.1. */
export interface GateRules {
  /** Drop of the composite score. */
  readonly maxRegression: number;
  /** 0 asks for none. */
  readonly minComposite: number;
  /** Whether it passes when no test was run. */
  readonly allowNoTests: boolean;
}

/**
 * Attributes failures. With nothing to compare with, all of them are new. `ran` are the checks that `now` is made of:
 * what was red is fixed only where they show that it passed.
 */
export function attribute(before: Evaluation | null, now: Evaluation, ran: readonly SettledCheck[]): Attribution {
  const then = new Set(before?.failed_tests ?? []);
  const flaky = new Set([...(before?.flaky_tests ?? []), ...now.flaky_tests]);
  const red = new Set(now.failed_tests);
  const over = [...then].filter((one) => !red.has(one) && !flaky.has(one));
  const isGreen = greenOf(before, now, ran);
  // What is red twice now is no longer excused by having been flaky before.
  return {
    introduced: now.failed_tests.filter((one) => !then.has(one)),
    alreadyBroken: now.failed_tests.filter((one) => then.has(one)),
    fixed: over.filter(isGreen),
    gone: over.filter((one) => !isGreen(one)),
    flaky: [...flaky].filter((one) => !red.has(one)),
  };
}

/** Whether a test or a check is known to pass: by its name or, where reports name no passes, since no fewer tests ran. */
function greenOf(before: Evaluation | null, now: Evaluation, ran: readonly SettledCheck[]): (name: string) => boolean {
  const all = ran.map(({ run }) => run);
  const checks = new Set(ran.filter(({ standing }) => standing === 'passed').map(({ run }) => checkName(run, all)));
  const passes = new Set(all.flatMap(({ tests }) => tests?.passes ?? []));
  const tests = ran.filter(({ run, standing }) => run.kind === 'tests' && standing !== 'not-measured');
  const unnamed = tests.some(({ run }) => run.tests?.passes === undefined);
  const as = ({ passed, failed, errors }: Evaluation['tests']): number => passed + failed + errors;
  const noFewer = before !== null && as(now.tests) >= as(before.tests) && now.tests.skipped <= before.tests.skipped;
  return (name) => (isCheckName(name) ? checks.has(name) : passes.has(name) || (unnamed && noFewer));
}

/** What a gate looks at. */
export interface Judging {
  readonly now: Evaluation;
  readonly ran: readonly SettledCheck[];
  /** How things were before the task; null when nobody knows. */
  readonly before: Evaluation | null;
  /** How they were when the run began: small losses of several tasks add up (D16). */
  readonly first?: Evaluation | null;
}

/** Judges files by what their checks say, against what they said before: only what was introduced counts. */
export function gate({ now, ran, before, first = null }: Judging, rules: GateRules, weights: Weights): GateFound {
  const attributed = attribute(before, now, ran);
  const { minComposite, maxRegression, allowNoTests } = rules;
  const lost = [before, first].map((then) => scoresOf(then, now, weights));
  const dropped = lost.find((scores) => scores !== null && isAbove(scores.before - scores.now, maxRegression));
  const tested = now.checks.some(({ kind, standing }) => kind === 'tests' && standing !== 'not-measured');
  const why: GateReason[] = [];
  if (attributed.introduced.length > 0) why.push('new-failures');
  if (dropped != null) why.push('score-drop');
  if (minComposite > 0 && isAbove(minComposite, now.composite_score ?? 0)) why.push('score-too-low');
  if (!tested && !allowNoTests) why.push('no-tests');
  return { ...attributed, why, scores: dropped ?? lost[0] ?? null };
}

/** A tool that comes or goes changes no score: only categories of both sides are compared (D15). */
function scoresOf(before: Evaluation | null, now: Evaluation, weights: Weights): GateFound['scores'] {
  if (before === null) return null;
  const scored = ({ categories }: Evaluation): readonly string[] =>
    Object.keys(categories).filter((name) => categories[name]?.score !== null);
  const shared = scored(before).filter((name) => scored(now).includes(name));
  const [then, today] = [before, now].map(({ categories }) => compositeOf(categories, weights, shared));
  return then === null || then === undefined || today === null || today === undefined
    ? null
    : { before: then, now: today };
}

/** As people count: 1.00 to 0.95 is a drop of 0.05, also where binary fractions make it more (D23). */
const isAbove = (value: number, limit: number): boolean => value - limit > 1e-9;

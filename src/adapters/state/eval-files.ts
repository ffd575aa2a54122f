import { join } from 'node:path';
import * as z from 'zod';
import { type Evaluation, evaluation, type StoredEvaluation } from '../../domain/evaluation.js';
import { ok, type Result } from '../../domain/result.js';
import type { Evals, PastEvaluations } from '../../ports/evals.js';
import type { Files } from '../../ports/files.js';

/** One line for each evaluation, for whoever reads only this. Source: eval.md 5.3. */
const SUMMARY = 'summary.json';
/** Names of this version and of the original. */
const STAMPED = /^\d{8}_\d{6}\w*\.json$/;

const summary = z.looseObject({ evals: z.array(z.looseObject({ file: z.string() })) });

/** Evaluations in `folder`, absolute, those of the original among them. They are never written anew. */
export function evalFiles(folder: string, files: Files): Evals {
  const past = async (): Promise<Result<PastEvaluations, string>> => {
    const names = await files.list(folder);
    if (!names.ok) return names;
    const stored: StoredEvaluation[] = [];
    const damaged: string[] = [];
    for (const file of (names.value ?? []).filter((name) => STAMPED.test(name))) {
      const text = await files.read(join(folder, file));
      const read = evaluation.safeParse(text.ok ? parsed(text.value ?? '') : null);
      if (read.success) stored.push({ file, evaluation: read.data });
      else damaged.push(file);
    }
    return ok({ stored: stored.sort(byTime), damaged });
  };

  /** The lines so far; of a damaged file those that the evaluations themselves give. */
  const linesSoFar = async (): Promise<
    Result<{ readonly lines: readonly object[]; readonly damaged: readonly string[] }, string>
  > => {
    const path = join(folder, SUMMARY);
    const text = await files.read(path);
    if (text.ok && text.value === null) return ok({ lines: [], damaged: [] });
    const read = text.ok ? summary.safeParse(parsed(text.value ?? '')) : null;
    if (read?.success === true) return ok({ lines: read.data.evals, damaged: [] });
    const kept = text.ok ? await files.write(`${path}.corrupt`, text.value ?? '') : ok(undefined);
    if (!kept.ok) return kept;
    const again = await past();
    return again.ok ? ok({ lines: again.value.stored.map(lineOf), damaged: [SUMMARY, ...again.value.damaged] }) : again;
  };

  const keep = async (stored: StoredEvaluation): Promise<Result<readonly string[], string>> => {
    const so = await linesSoFar();
    if (!so.ok) return so;
    const written = await files.write(join(folder, stored.file), json(stored.evaluation));
    if (!written.ok) return written;
    const told = await files.write(join(folder, SUMMARY), json({ evals: [...so.value.lines, lineOf(stored)] }));
    return told.ok ? ok(so.value.damaged) : told;
  };

  // One after the other: of two at once, the summary would lose one.
  let last: Promise<unknown> = Promise.resolve();
  return {
    past,
    keep(stored) {
      const kept = last.then(() => keep(stored));
      last = kept.catch(() => undefined);
      return kept;
    },
  };
}

function lineOf({ file, evaluation: one }: StoredEvaluation): object {
  const scores = Object.entries(one.categories).flatMap(([name, { score }]) => (score === null ? [] : [[name, score]]));
  return {
    timestamp: one.timestamp,
    file,
    git_head: one.git_head?.slice(0, 8) ?? null,
    composite_score: one.composite_score,
    tests: { passed: one.tests.passed, failed: one.tests.failed },
    mode: one.mode,
    flaky: one.flaky_tests.length,
    ...(scores.length === 0 ? {} : { category_scores: Object.fromEntries(scores) }),
  };
}

/** A stored time of the original has no zone and is that of its machine; as all of its own are, they keep their order. */
const byTime = (a: StoredEvaluation, b: StoredEvaluation): number =>
  timeOf(a.evaluation) - timeOf(b.evaluation) || (a.file < b.file ? -1 : 1);
const timeOf = ({ timestamp }: Evaluation): number => {
  const ms = Date.parse(timestamp);
  return Number.isNaN(ms) ? 0 : ms;
};

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

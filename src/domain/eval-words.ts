import type { GateFound } from './eval-compared.js';
import { named, plural } from './halt-words.js';

type Found = Pick<GateFound, 'why' | 'introduced' | 'scores'>;

/** Why a gate does not open, as part of a sentence: `2 checks fail that did not before: a, b`. */
export function gateSays({ why, introduced, scores }: Found): string {
  const fell = scores === null ? '' : ` from ${scores.before.toFixed(2)} to ${scores.now.toFixed(2)}`;
  const words: Readonly<Record<GateFound['why'][number], string>> = {
    'new-failures': `${plural(introduced.length, 'failure')} came in that ${introduced.length === 1 ? 'was' : 'were'} not there before: ${named(introduced)}`,
    'score-drop': `the composite score fell${fell}, more than eval.max_regression allows`,
    'score-too-low': 'the composite score is below eval.min_composite_score',
    'no-tests': 'no test was run (eval.allow_no_tests = true in .millstone/policy.toml lets that pass)',
  };
  return why.map((one) => words[one]).join('; ');
}

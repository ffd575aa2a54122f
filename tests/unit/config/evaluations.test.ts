import { describe, expect, test } from 'vitest';
import { resolveSettings } from '../../../src/config/resolve.js';
import { load, settings } from './texts.js';

const evals = async (...args: Parameters<typeof settings>) => (await settings(...args)).evals;

describe('evaluations of a run', () => {
  test('EV-S30 CLI-D24 are off by default; a flag wins over a key, in both directions', async () => {
    expect(await evals({})).toMatchObject({ onTask: null, onCommit: false, autoRollback: false, scripts: [] });
    const config = 'eval_on_commit = true\nauto_rollback = true\neval_on_task = "smoke"\neval_scripts = ["x"]\n';
    const on = { onTask: 'smoke', onCommit: true, autoRollback: true, scripts: ['x'] };
    expect(await evals({ config })).toMatchObject(on);
    const flags = { evalOnTask: 'full', evalOnCommit: false, autoRollback: false };
    expect(await evals({ config }, flags)).toMatchObject({ onTask: 'full', onCommit: false, autoRollback: false });
    expect(await evals({ config }, { skipEval: true })).toMatchObject({ ...on, onTask: null });
  });

  test('EV-S23 the default weights are a whole, and each counted category has a threshold', async () => {
    const { weights, thresholds } = await evals({});
    expect(Object.values(weights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 10);
    expect(thresholds).toEqual({ typing: 50, lint: 100, security: 10, complexity: 20 });
  });

  test.each(['none', '', ' '])('a gate of "%s" is none', async (mode) => {
    expect(await evals({ config: `eval_on_task = "${mode}"` })).toMatchObject({ onTask: null });
  });

  test('what a gate allows stands in the policy, and how deep it goes with the risk', async () => {
    const policy = '[eval]\nmax_regression = 0.2\nallow_no_tests = true\n';
    const config = '[risk_settings.low]\nrequire_full_eval = true\n';
    expect(await evals({ config, policy })).toMatchObject({
      ...{ maxRegression: 0.2, allowNoTests: true },
      fullAt: { low: true, medium: false, high: true },
    });
  });

  test('--auto-rollback without an evaluation after the commit is refused', async () => {
    const resolved = resolveSettings(await load({}), { autoRollback: true }, ['claude']);
    expect(resolved).toMatchObject({ ok: false, error: [{ fix: expect.stringContaining('--eval-on-commit') }] });
  });
});

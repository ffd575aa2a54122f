import { describe, expect, test } from 'vitest';
import { cyclesFor } from '../../../src/policy/risk.js';

const settings = {
  maxCycles: 3,
  maxCyclesByFlag: false,
  maxCyclesBound: null as number | null,
  riskCycles: { low: 2, medium: 3, high: 5 },
};

describe('cyclesFor', () => {
  test.each([
    ['IL-S39 a low risk', 'low', {}, 2],
    ['IL-S39 a high risk', 'high', {}, 5],
    ['no risk takes the configuration', null, { maxCycles: 4 }, 4],
    ['a flag wins over a risk', 'high', { maxCycles: 1, maxCyclesByFlag: true }, 1],
    ['a configured number does not', 'low', { maxCycles: 9 }, 2],
    ['a bound holds for a risk', 'high', { maxCyclesBound: 4 }, 4],
    ['a bound holds for a flag', null, { maxCycles: 6, maxCyclesByFlag: true, maxCyclesBound: 2 }, 2],
    ['a bound raises nothing', 'low', { maxCyclesBound: 9 }, 2],
    ['there is always one', null, { maxCycles: 0 }, 1],
  ] as const)('%s', (_name, risk, changed, expected) => {
    expect(cyclesFor(risk, { ...settings, ...changed })).toBe(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { isTransient } from '../../../src/domain/agent.js';
import { FAILURES } from './halts.js';

describe('isTransient', () => {
  test('only what may be gone in a moment', () => {
    const transient = Object.values(FAILURES).filter(isTransient);
    expect(transient.map(({ reason }) => reason).sort()).toEqual(['killed', 'limited', 'network']);
  });
});

import { describe, expect, test } from 'vitest';
import { configWord, isReadOnly, ROLES } from '../../../src/domain/role.js';

describe('roles', () => {
  test('those who judge may not write', () => {
    expect(ROLES.filter((role) => isReadOnly({ role, purpose: 'reask' }))).toEqual(['reviewer', 'sanity']);
  });

  test.each(['research', 'split-task'] as const)('nor may the author when it is asked for %s', (purpose) => {
    expect(isReadOnly({ role: 'author', purpose })).toBe(true);
    expect(isReadOnly({ role: 'author', purpose: 'build' })).toBe(false);
  });

  test('the configuration calls the author a builder', () => {
    expect(ROLES.map(configWord)).toEqual(['builder', 'reviewer', 'sanity', 'analyzer', 'release_eng', 'sre']);
  });
});

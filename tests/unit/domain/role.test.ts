import { describe, expect, test } from 'vitest';
import { configWord, isReadOnly, ROLES } from '../../../src/domain/role.js';

describe('roles', () => {
  test('those who judge may not write', () => {
    expect(ROLES.filter(isReadOnly)).toEqual(['reviewer', 'sanity']);
  });

  test('the configuration calls the author a builder', () => {
    expect(ROLES.map(configWord)).toEqual(['builder', 'reviewer', 'sanity', 'analyzer', 'release_eng', 'sre']);
  });
});

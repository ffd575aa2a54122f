import { describe, expect, test } from 'vitest';
import type { DesignStatus } from '../../../src/domain/design.js';
import type { DesignId, OpportunityId } from '../../../src/domain/ids.js';
import { designAimedAt, designFound } from '../../../src/policy/which-design.js';

const design = (id: string, ref: string | null, status: DesignStatus = 'draft') => ({
  id: id as DesignId,
  opportunityRef: ref,
  status,
});

describe('the id that a design is to have', () => {
  test.each([
    ['that of its opportunity', [], 'be-fast'],
    ['that of its own design', [design('faster', 'be-fast')], 'faster'],
    ['a new one when its own was given up', [design('be-fast', 'be-fast', 'superseded')], 'be-fast-2'],
    ['a new one when it belongs to another', [design('be-fast', 'other')], 'be-fast-2'],
  ])('%s', (_name, designs, expected) => {
    expect(designAimedAt({ id: 'be-fast' as OpportunityId }, designs)).toBe(expected);
  });
});

describe('the design that was written', () => {
  const seen = (id: string, text = 'as it was') => ({ id: id as DesignId, text });
  test.each([
    ['the new one that was aimed at', [seen('a')], [seen('a'), seen('b'), seen('aim')], 'aim'],
    ['another new one', [seen('a'), seen('aim')], [seen('a'), seen('aim'), seen('z')], 'z'],
    ['the one that was there', [seen('a'), seen('aim')], [seen('a', 'new'), seen('aim')], 'aim'],
    ['one that was changed', [seen('a'), seen('b')], [seen('a'), seen('b', 'new')], 'b'],
    ['none', [seen('a')], [seen('a')], null],
  ])('%s', (_name, before, now, expected) => {
    expect(designFound('aim' as DesignId, before, now)).toBe(expected);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import type { Described, StageAnswer, StageKind } from '../../src/domain/own-stage.js';
import { defineStage, type Given, type Kind, type Outcome, type Stage, type Things } from '../../src/plugin.js';
import type { Thing } from '../../src/ports/own-stages.js';

const audit = defineStage({
  name: 'audit',
  takes: 'design',
  gives: 'design',
  run: (design) => (design.text.includes('Security') ? [design] : { stop: `${design.file} says nothing of security` }),
});

test('what an author of a stage may say is what is read of it', () => {
  expectTypeOf<Kind>().toEqualTypeOf<StageKind>();
  expectTypeOf<Stage<Kind, Kind>['takes']>().toEqualTypeOf<Described['takes']>();
  type Read = Extract<StageAnswer, readonly unknown[]>[number];
  expectTypeOf<Given['design'] | Given['opportunity']>().toExtend<Read>();
  expectTypeOf<Extract<Outcome<'design'>, { stop: string }>>().toExtend<Extract<StageAnswer, { stop: string }>>();
  type OfPort = Extract<Thing, { kind: 'design' }>;
  expectTypeOf<Things['design']>().toExtend<OfPort>();
  expectTypeOf<Thing>().toExtend<Things[Kind]>();
  expectTypeOf(audit).toEqualTypeOf<Stage<'design', 'design'>>();
});

test('a stage that gives another kind than it says does not compile', () => {
  // @ts-expect-error: an opportunity is no design.
  defineStage({ name: 'x', takes: 'opportunity', gives: 'design', run: (one) => [one] });
  // @ts-expect-error: a worklist has no text.
  defineStage({ name: 'x', takes: 'worklist', gives: 'worklist', run: (list) => ({ stop: list.text }) });
  expect(audit.name).toBe('audit');
});

test('the package offers it, with its types', () => {
  const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(manifest.exports['./plugin']).toEqual({ types: './dist/plugin.d.ts', default: './dist/plugin.js' });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ARTIFACT_ID } from '../../../src/domain/ids.js';
import { artifactId, freeArtifactId } from '../../../src/formats/artifact-id.js';

test.each([
  ['Fix: the (big) Bug!', 'fix-the-big-bug'],
  ['Über résumé', 'uber-resume'],
  ['  --Add caching--  ', 'add-caching'],
  ['Make the whole thing considerably quicker than before', 'make-the-whole-thing-considerably'],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%s gives %s', (title, id) => expect(artifactId(title)).toBe(id));

test('AR-S3 any title gives a legal id, of at most 40 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      const id = artifactId(title);
      expect(id).toMatch(ARTIFACT_ID);
      expect(id.length).toBeLessThanOrEqual(40);
    }),
  );
  for (const bad of ['-a', 'a-', 'A', 'a_b', '']) expect(bad).not.toMatch(ARTIFACT_ID);
  for (const good of ['a', 'a-b', 'a1']) expect(good).toMatch(ARTIFACT_ID);
});

test('a title in other letters gives an id too, and two such titles two', () => {
  expect(artifactId('日本語')).toMatch(/^[0-9a-f]{8}$/);
  expect(artifactId('日本語')).not.toBe(artifactId('日本'));
});

test('a taken id is numbered', () => {
  expect(freeArtifactId('A', new Set())).toBe('a');
  expect(freeArtifactId('A', new Set(['a', 'a-2']))).toBe('a-3');
});

import { describe, expect, test } from 'vitest';
import { refusals, resolved, settings } from './texts.js';

const one = (stage: string, after = 'design', module = './a.mjs') =>
  `{ stage = "${stage}", after = "${after}", module = "${module}" }`;
const config = (...stages: readonly string[]) => ({ config: `[pipeline]\ninsert = [${stages.join(', ')}]\n` });

describe('[pipeline] insert', () => {
  test('names stages in their order', async () => {
    const { ownStages } = await settings(
      config(one('a'), one('b-2', 'a', '@acme/stages/b.js'), one('c', 'plan', 'stages')),
    );
    expect(ownStages).toEqual([
      { stage: 'a', after: 'design', module: './a.mjs' },
      { stage: 'b-2', after: 'a', module: '@acme/stages/b.js' },
      { stage: 'c', after: 'plan', module: 'stages' },
    ]);
  });

  test.each([
    ['a name that no key can have', [one('My Stage')], /"My Stage" has a name that none can have/],
    ['a name of ours', [one('plan')], /"plan" has the name of one of millstone's own/],
    ['a word of ours', [one('links')], /"links" has the name of one of millstone's own/],
    ['a name twice', [one('a'), one('a', 'plan')], /"a" is named twice/],
    ['no such place', [one('a', 'desing')], /after "desing", and there is no such stage.*is "design" meant/],
    ['each after the other', [one('a', 'b'), one('b', 'a')], /"a" comes after stages that come after it/],
    ['after itself', [one('a', 'a')], /"a" comes after stages that come after it/],
    [
      'a file outside',
      [one('a', 'design', '../a.mjs')],
      /\.\.\/a\.mjs is neither a file of the repository nor a package/,
    ],
    ['a file outside by a detour', [one('a', 'design', './x/../../a.mjs')], /neither a file/],
    ['an absolute file', [one('a', 'design', '/a.mjs')], /neither a file/],
    ['an address', [one('a', 'design', 'https://example.invalid/a.mjs')], /neither a file/],
    ['a text as a module', [one('a', 'design', 'data:text/javascript,1')], /neither a file/],
    ['a module of Node', [one('a', 'design', 'node:fs')], /neither a file/],
  ])('%s is refused', async (_name, stages, what) => {
    const read = await resolved(config(...stages));
    const said = read.ok ? '' : read.error.map((problem) => `${problem.what}. ${problem.fix}`).join('\n');
    expect(said).toMatch(what);
    expect(said).toMatch(/^config\.toml:2: pipeline\.insert: the stage "/);
  });

  test('a place that another key leaves out is refused, both named', async () => {
    const texts = { config: `review_designs = false\n${config(one('a', 'review_design')).config}` };
    expect(await refusals(texts)).toEqual([
      'config.toml:3: pipeline.insert: the stage "a" is to come after review_design, and config.toml:1: review_designs = false leaves that out',
    ]);
  });
});

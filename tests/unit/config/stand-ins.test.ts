import { describe, expect, test } from 'vitest';
import { refusals, settings } from './texts.js';

describe('who steps in for whom', () => {
  test.each([
    ['nobody', '', [], {}],
    ['of the file', '[fallback]\nreviewer = "codex"\nbuilder = "gemini"', [], { reviewer: 'codex', author: 'gemini' }],
    ['typed, over the file', '[fallback]\nreviewer = "codex"', ['reviewer=gemini'], { reviewer: 'gemini' }],
    ['typed for several', '', ['author=codex', 'sanity=gemini'], { author: 'codex', sanity: 'gemini' }],
    [
      'ON-S7 of roles beside the loop',
      '',
      ['sre=codex', 'release_eng=gemini', 'analyzer=codex'],
      { sre: 'codex', release_eng: 'gemini', analyzer: 'codex' },
    ],
    ['PO-S5 typed in the words of the configuration', '', ['builder=codex'], { author: 'codex' }],
  ])('%s', async (_name, config, fallback, expected) => {
    const { standIns } = await settings({ config }, { fallback });
    const found = Object.fromEntries(Object.entries(standIns).map(([role, casting]) => [role, casting?.cli]));
    expect(found).toEqual(expected);
  });

  test.each([
    ['', ['codex'], /--fallback: "codex" names no role and agent/],
    ['', ['reviwer=codex'], /--fallback: "reviwer=codex" names no role and agent/],
    ['', ['reviewer=nobody'], /--fallback: there is no agent called "nobody"/],
    ['[fallback]\nsre = "nobody"', [], /config\.toml:2: fallback\.sre: there is no agent called "nobody"/],
    ['', ['unknown_role=codex'], /--fallback: "unknown_role=codex" names no role and agent/],
  ])('ON-S7 AG-S16 %j with %j is refused', async (config, fallback, words) => {
    expect((await refusals({ config }, { fallback })).join('\n')).toMatch(words);
  });
});

import { describe, expect, test } from 'vitest';
import { TIERS } from '../../../src/domain/tier.js';
import { preflight, type Surroundings } from '../../../src/policy/preflight.js';

const clean: Surroundings = { dirty: [], allowDirty: false, operation: null, missing: [] };

describe('preflight', () => {
  test('finds nothing in a clean place', () => expect(preflight(clean)).toEqual([]));

  test.each(TIERS.flatMap((tier) => TIERS.map((needed) => [tier, needed] as const)))(
    'PO-S1 PO-S2 ON-S9 who may %s and is asked for %s is refused when that is beyond it, with both named',
    (tier, needed) => {
      const problems = preflight({ ...clean, profile: { id: 'docs', tier, needed } });
      if (TIERS.indexOf(needed) <= TIERS.indexOf(tier)) expect(problems).toEqual([]);
      else {
        expect(problems).toHaveLength(1);
        expect(problems[0]?.what).toBe(`the profile docs may do no more than ${tier}, and this takes ${needed}`);
      }
    },
  );

  test('refuses uncommitted changes, and names them', () => {
    const [problem, ...more] = preflight({ ...clean, dirty: ['src/a.ts', 'new file'] });
    expect(more).toEqual([]);
    expect(problem?.what).toContain('2 files: src/a.ts, new file');
    expect(problem?.fix).toContain('--allow-dirty');
  });

  test('lets them be with --allow-dirty', () => {
    expect(preflight({ ...clean, dirty: ['a'], allowDirty: true })).toEqual([]);
  });

  test('names ten files and counts the rest', () => {
    const dirty = Array.from({ length: 12 }, (_, i) => `file-${i}`);
    const what = preflight({ ...clean, dirty })[0]?.what ?? '';
    expect(what).toContain('file-9 and 2 more');
    expect(what).not.toContain('file-10');
  });

  test('shows a newline in a name as an escape', () => {
    expect(preflight({ ...clean, dirty: ['a\nb'] })[0]?.what).toContain('1 file: a\\nb');
  });

  test.each(['merge', 'rebase', 'cherry-pick', 'revert'] as const)('refuses to begin during a %s', (operation) => {
    const problems = preflight({ ...clean, operation, dirty: ['a'] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.fix).toContain(`git ${operation} --continue`);
    expect(problems[0]?.fix).toContain(`git ${operation} --abort`);
  });

  test('names what is uncommitted inside a submodule, and where to deal with it (L8)', () => {
    const inside = [{ path: 'lib', files: ['a.js', 'b.js'] }];
    const [problem, ...more] = preflight({ ...clean, inside });
    expect(more).toEqual([]);
    expect(problem?.what).toBe('there are uncommitted changes inside the submodule lib: a.js, b.js');
    expect(problem?.fix).toContain('git -C lib stash -u');
    expect(preflight({ ...clean, inside, allowDirty: true })).toEqual([]);
  });

  test('not even --allow-dirty begins during a merge', () => {
    expect(preflight({ ...clean, operation: 'merge', allowDirty: true })).toHaveLength(1);
  });

  test('a bisect is ended in its own way', () => {
    expect(preflight({ ...clean, operation: 'bisect' })[0]?.fix).toBe('end it: git bisect reset');
  });

  test('names every problem at once, a missing agent with the way to install it', () => {
    const missing = [
      { cli: 'claude', install: 'npm install -g it' },
      { cli: 'codex', install: 'brew install it' },
    ];
    expect(preflight({ ...clean, missing, dirty: ['a'] })).toEqual([
      { what: 'the agent claude was not found on PATH', fix: 'npm install -g it' },
      { what: 'the agent codex was not found on PATH', fix: 'brew install it' },
      expect.objectContaining({ what: expect.stringContaining('1 file: a') }),
    ]);
  });
});

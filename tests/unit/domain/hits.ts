import type { CheckName, HitOf } from '../../../src/domain/check.js';

const spot = (path: string, matched: string, line: string | null = null) => ({ path, matched, line });

/** One objection of every check. */
export const HITS: { readonly [N in CheckName]: HitOf<N> } = {
  'tasklist-edit': { check: 'tasklist-edit', path: '.millstone/tasklist.md' },
  'tasklist-scope': { check: 'tasklist-scope', path: 'docs/tasks.md', titles: ['Add retry', 'Drop v1'] },
  files: { check: 'files', count: 9, limit: 3 },
  loc: {
    ...{ check: 'loc', changed: 2_001, limit: 2_000 },
    rule: 'limits.max_loc_per_task in .millstone/policy.toml',
    largest: [{ path: 'a', lines: 2_001 }],
  },
  protected: { check: 'protected', spots: [spot('.github/workflows/ci.yml', '.github/workflows/**')] },
  sensitive: { check: 'sensitive', spots: [spot('.env', '.env'), spot('a.pem', '*.pem')] },
  secret: { check: 'secret', spots: [spot('src/a.ts', 'AWS access key')] },
  dangerous: { check: 'dangerous', spots: [spot('a.sh', 'rm -rf', 'rm -rf /')] },
};

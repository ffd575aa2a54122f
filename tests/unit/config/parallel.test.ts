import { expect, test } from 'vitest';
import { loaded, refusals, settings } from './texts.js';

const DEFAULTS = {
  enabled: false,
  ...{ concurrency: 1, highRiskConcurrency: 1 },
  ...{ baseBranch: null, baseRef: null, integrationBranch: 'millstone/integration' },
  ...{ mergeStrategy: 'merge', mergeRetries: 2, conflictRetries: 2 },
  ...{ worktreeRoot: '.millstone/worktrees', cleanup: 'on_success', setup: null, links: [] },
};

test('WT-S1 without a word tasks are done one after the other, and at once as everybody would', async () => {
  const { parallel, heartbeatMs, heartbeatTtlMs } = await settings({});
  expect(parallel).toEqual(DEFAULTS);
  expect([heartbeatMs, heartbeatTtlMs]).toEqual([30_000, 300_000]);
  // What the original's three locks were at is taken, and told to be of no effect.
  const keys = ['git', 'state', 'tasklist'].map((name) => `parallel_lock_${name}`);
  const { notices } = await loaded({ config: keys.map((key) => `${key} = "x"`).join('\n') });
  expect(notices.map((notice) => [notice.kind, 'key' in notice ? notice.key : null])).toEqual(
    keys.map((key) => ['retired-key', key]),
  );
});

test('WT-S2 what is written holds unless something else is typed', async () => {
  const config = 'parallel_enabled = true\nparallel_concurrency = 4\nparallel_merge_strategy = "cherry-pick"\n';
  const written = { ...DEFAULTS, enabled: true, concurrency: 4, mergeStrategy: 'cherry-pick' };
  expect((await settings({ config })).parallel).toEqual(written);
  const flags = { concurrency: 2, mergeStrategy: 'merge' } as const;
  expect((await settings({ config }, flags)).parallel).toEqual({ ...written, ...flags });
});

test('a link for worktrees that leads out of the repository is refused', async () => {
  const config = 'parallel_enabled = true\nworktree_links = [".env", "../x", "/etc", ""]\n';
  const said = await refusals({ config });
  expect(said.filter((text) => text.includes('worktree_links'))).toHaveLength(3);
  expect(said.join('\n')).toContain('worktree_links: "../x" is no path below the top level of the repository');
  expect(await refusals({ config: 'parallel_enabled = true\nworktree_links = [".env", "cache/a"]\n' })).toEqual([]);
});

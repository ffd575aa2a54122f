import { describe, expect, test } from 'vitest';
import { load } from './texts.js';

const notices = async (texts: Parameters<typeof load>[0]) =>
  (await load(texts)).notices.filter(({ kind }) => kind === 'key-without-effect');

describe('a key that waits for a feature', () => {
  test('makes one notice with all others of the file that wait for the same', async () => {
    const config = 'parallel_concurrency = 4\nworktree_links = [".env"]\n[millstone]\neval_after_cycle = false\n';
    expect(await notices({ config })).toEqual([
      {
        kind: 'key-without-effect',
        file: 'config.toml',
        feature: 'parallel runs',
        keys: [
          { key: 'parallel_concurrency', line: 1 },
          { key: 'worktree_links', line: 2 },
        ],
      },
      {
        kind: 'key-without-effect',
        file: 'config.toml',
        feature: 'outer loop',
        keys: [{ key: 'millstone.eval_after_cycle', line: 4 }],
      },
    ]);
  });

  test('makes none at its default, which is what happens anyway', async () => {
    expect(await notices({ config: 'parallel_concurrency = 1\neval_after_cycle = true\n' })).toEqual([]);
  });

  test('makes none when its value is refused', async () => {
    expect(await notices({ config: 'parallel_concurrency = "many"\n' })).toEqual([]);
  });
});

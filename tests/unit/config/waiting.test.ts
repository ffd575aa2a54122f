import { describe, expect, test } from 'vitest';
import { load } from './texts.js';

const notices = async (texts: Parameters<typeof load>[0]) =>
  (await load(texts)).notices.filter(({ kind }) => kind === 'key-without-effect');

describe('a key that waits for a feature', () => {
  test('makes one notice with all others of the file that wait for the same', async () => {
    const config = 'design_provider = "mcp"\nmcp_server = "tracker"\n[millstone]\nprofile = "own"\n';
    const profile = 'capability_tier = "C0_read_only"\nloop_id = "mine"\n';
    expect(await notices({ config, profile })).toEqual([
      {
        kind: 'key-without-effect',
        file: 'config.toml',
        feature: 'remote trackers',
        keys: [
          { key: 'design_provider', line: 1 },
          { key: 'mcp_server', line: 2 },
        ],
      },
      {
        kind: 'key-without-effect',
        file: 'profiles/own.toml',
        feature: 'profiles of your own',
        keys: [{ key: 'loop_id', line: 2 }],
      },
    ]);
  });

  test('makes none at its default, which is what happens anyway', async () => {
    expect(await notices({ config: 'design_provider = "file"\n' })).toEqual([]);
  });

  test('makes none when its value is refused', async () => {
    expect(await notices({ config: 'design_provider = 4\n' })).toEqual([]);
  });
});

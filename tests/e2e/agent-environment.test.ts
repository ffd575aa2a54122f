import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

const PARENT = { CLAUDECODE: '1', CLAUDE_CODE_ENTRYPOINT: 'cli', CODEX_THREAD_ID: 't', GEMINI_CLI: '1', OPENCODE: '1' };

describe('the environment of an agent', () => {
  test('S9 has the variables of the user, and no mark of an agent or a repository above it', async () => {
    const rig = await Rig.create();
    const other = join(rig.root, 'other');
    rig.git('init', '-q', other);
    rig.script(builds, approves, commits);
    // As in a hook of another repository, started by an agent.
    const place = { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, '.git/index') };
    const env = { ...PARENT, ...place, BUILD_CACHE: '/cache' };
    const { exitCode } = await rig.start(TASK, { env }).ended;
    expect(exitCode).toBe(0);

    const call = await rig.fake.called(1);
    expect(call.env.BUILD_CACHE).toBe('/cache');
    expect(call.cwd).toBe(rig.repo);
    expect(Object.keys(call.env).filter((name) => name in PARENT || name in place)).toEqual([]);
    expect(rig.log()).toEqual(['Add a', 'start']);
    expect(rig.git('-C', other, 'for-each-ref')).toBe('');
    expect(rig.git('-C', other, 'status', '--porcelain')).toBe('');
  });

  test('S19 is that of the top level, wherever in the repository the run was started', async () => {
    const rig = await Rig.create();
    mkdirSync(join(rig.repo, 'deep/down'), { recursive: true });
    rig.script(builds, approves, commits);
    const { exitCode } = await rig.start(TASK, { cwd: join(rig.repo, 'deep/down') }).ended;
    expect(exitCode).toBe(0);
    expect((await rig.fake.calls()).map(({ cwd }) => cwd)).toEqual([rig.repo, rig.repo, rig.repo, rig.repo]);
    expect(rig.read('a.txt')).toBe('a\n');
  });
});

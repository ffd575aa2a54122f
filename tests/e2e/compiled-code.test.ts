import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

/** From 22.1 on, Node keeps compiled code itself. */
const byNode = 'enableCompileCache' in module;

describe.skipIf(byNode)('code that an earlier start compiled', () => {
  let rig: Rig;
  let tmp: string;
  let kept: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    rig = await Rig.create();
    rig.write('docs/tasklist.md', '- [ ] Fix it\n');
    tmp = join(rig.root, 'temporary');
    mkdirSync(tmp);
    env = { TMPDIR: tmp };
    kept = join(tmp, `millstone-compiled-${process.getuid?.()}`);
  });

  /** The list is told whatever lies in the folder. */
  async function told(): Promise<void> {
    expect(await rig.start(['--status', '--tasklist', 'docs/tasklist.md'], { env }).ended).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('1 pending'),
    });
  }

  test('is kept for this person alone, and read by the next start', async () => {
    await told();
    const [name = ''] = readdirSync(kept);
    expect(statSync(kept).mode & 0o777).toBe(0o700);
    const { ino, mtimeMs, mode } = statSync(join(kept, name));
    expect(mode & 0o777).toBe(0o600);
    await told();
    expect(readdirSync(kept)).toEqual([name]);
    expect(statSync(join(kept, name))).toMatchObject({ ino, mtimeMs });
  });

  test('is made anew when it is damaged', async () => {
    await told();
    const [name = ''] = readdirSync(kept);
    for (const damaged of ['', 'no code', Buffer.alloc(200_000, 7)]) {
      writeFileSync(join(kept, name), damaged);
      await told();
      expect(statSync(join(kept, name)).size).toBeGreaterThan(200_000);
    }
  });

  test('is not looked for where others can write, nor behind a link', async () => {
    mkdirSync(kept);
    chmodSync(kept, 0o777);
    await told();
    expect(readdirSync(kept)).toEqual([]);
    chmodSync(kept, 0o700);
    tmp = join(rig.root, 'second');
    mkdirSync(tmp);
    env.TMPDIR = tmp;
    symlinkSync(kept, join(tmp, `millstone-compiled-${process.getuid?.()}`));
    await told();
    expect(readdirSync(kept)).toEqual([]);
  });

  test('is not kept where Node was told to keep none, or nothing can be written', async () => {
    env.NODE_DISABLE_COMPILE_CACHE = '1';
    await told();
    expect(readdirSync(tmp)).toEqual([]);
    delete env.NODE_DISABLE_COMPILE_CACHE;
    env.TMPDIR = join(tmp, 'file', 'below');
    writeFileSync(join(tmp, 'file'), '');
    await told();
  });
});

import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { heartbeat } from '../../../src/adapters/state/heartbeat.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'millstone-beat-'));

describe('S11 the heartbeat of a task that was started for others', () => {
  test('WT-S25 goes on while the task is at work, in seconds with six decimals', async () => {
    const file = join(folder(), 'tasks/a/heartbeat');
    let seconds = 1_000;
    const beats = heartbeat(file, 1, () => new Date(seconds++ * 1000 + 250), expect.unreachable);
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toMatch(/^10\d\d\.250000\n$/);
    const first = Number(readFileSync(file, 'utf8'));
    await expect.poll(() => Number(readFileSync(file, 'utf8'))).toBeGreaterThan(first);
    beats.stop();
  });

  test('WT-S26 one that cannot be written is told once', async () => {
    const file = join(folder(), 'no-folder');
    writeFileSync(file, '');
    const told: string[] = [];
    let beaten = 0;
    const now = (): Date => new Date(beaten++);
    const beats = heartbeat(join(file, 'heartbeat'), 1, now, (why) => told.push(why));
    await expect.poll(() => beaten).toBeGreaterThan(3);
    beats.stop();
    expect(told).toEqual([expect.stringContaining('no-folder/heartbeat')]);
  });
});

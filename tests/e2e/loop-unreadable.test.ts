import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { sane } from '../support/scripted-agents.js';

const empty = (on: 'build' | 'sanity-build' | 'review' | 'reask', says = ' \n'): FakeTurn => ({ on, says });

describe('a reply that nobody can act on', () => {
  const cases: readonly [what: string, role: string, turns: readonly FakeTurn[]][] = [
    ['IL-S30 L13 two empty reviews', 'reviewer', [empty('review'), empty('review')]],
    ['IL-S31 IL-D28 two empty sanity checks', 'sanity', [empty('sanity-build'), empty('sanity-build')]],
    ['IL-D28 a sanity check in prose', 'sanity', [empty('sanity-build', 'all well'), empty('reask', 'yes, all well')]],
  ];
  test.each(cases)('%s: unreadable_reply, the work is kept, no STOP.md', async (_, role, turns) => {
    const rig = await Rig.create();
    rig.script(builds, ...turns);
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'unreadable_reply', halt: { reason: 'unreadable-reply' } });
    expect(events.find((event) => event.type === 'halted')).toMatchObject({ halt: { role, cli: 'claude' } });
    // No cycle was spent on it.
    expect(events.find((event) => event.type === 'task-ended')).toMatchObject({ cycles: 1 });
    expect(existsSync(join(rig.repo, '.millstone/STOP.md'))).toBe(false);
    expect(rig.status()).toBe('?? a.txt');
  });

  test('IL-S32 an empty first answer is forgotten when the second is good', async () => {
    const rig = await Rig.create();
    rig.script(empty('build'), builds, empty('sanity-build'), { on: 'sanity-build', says: sane });
    rig.script(empty('review'), approves, commits);
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    const again = events.flatMap((event) => (event.type === 'asked-again' ? [event.role] : []));
    expect(again).toEqual(['author', 'sanity', 'reviewer']);
    const prompts = (await rig.fake.calls()).filter(({ purpose }) => purpose === 'review');
    expect(prompts[1]?.prompt).toBe(prompts[0]?.prompt);
  });

  test('AG-S23, AG-S24 L14 an author that says nothing but has edited is not asked again', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, says: '' }, approves, commits);
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    expect(events.filter((event) => event.type === 'asked-again')).toEqual([]);
  });

  test('retry_on_empty_response = false takes the first empty answer for the last', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'retry_on_empty_response = false\n');
    rig.script(builds, empty('review'));
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'unreadable_reply' });
  });
});

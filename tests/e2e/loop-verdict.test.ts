import { describe, expect, test } from 'vitest';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';
import { approved, changesRequested, insane } from '../support/scripted-agents.js';

const json = (value: object): string => JSON.stringify(value, null, 2);
const purposes = async (rig: Rig): Promise<readonly string[]> => (await rig.fake.calls()).map(({ purpose }) => purpose);

describe('a verdict in the words of a reply', () => {
  test.each([
    ['in a fence', `I read all of it.\n\n\`\`\`json\n${json(approved())}\n\`\`\`\nThat is all.`],
    ['after another one that is quoted', `You want ${json(changesRequested('an example'))}? Then: ${json(approved())}`],
  ])('IL-S26 is found %s', async (_, says) => {
    const rig = await Rig.create();
    rig.script(builds, { on: 'review', says }, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add a', 'start']);
  });

  test('IL-S27 without a summary is none: asked for once more, with what is wrong', async () => {
    const rig = await Rig.create();
    const { summary: _, ...rest } = approved();
    rig.script(builds, { on: 'review', says: rest }, { on: 'reask', says: approved() }, commits);
    const { exitCode } = await rig.millstone(...TASK);
    expect(exitCode).toBe(0);
    const reask = (await rig.fake.calls()).find(({ purpose }) => purpose === 'reask');
    expect(reask?.prompt).toContain('summary');
    expect(reask?.argv).toContain('fake-conversation');
  });

  test('IL-S27 and twice without a summary never approves', async () => {
    const rig = await Rig.create();
    const { summary: _, ...rest } = approved();
    rig.script(builds, { on: 'review', says: rest }, { on: 'reask', says: rest });
    const { exitCode, events } = await rig.events(...TASK, '--max-cycles', '1');
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'max_cycles', commits: [] });
    expect(rig.status()).toBe('?? a.txt');
  });
});

describe('a review in prose', () => {
  const praise = 'Approved. LGTM, this is safe to merge.';

  test('IL-S28 that praises is no approval; its words go to the author', async () => {
    const rig = await Rig.create();
    const review = [
      { on: 'review', says: praise },
      { on: 'reask', says: praise },
    ] as const;
    rig.script(builds, ...review, fixes('b\n'), approves, commits);
    const ran = await rig.millstone(...TASK);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('1/3  reviewer  claude');
    const calls = await rig.fake.calls();
    expect(calls.find(({ purpose }) => purpose === 'fix')?.prompt).toContain(praise);
    expect(await purposes(rig)).toContain('sanity-review');
    expect(rig.git('show', 'HEAD:a.txt')).toBe('b');
  });

  test('L13 that makes no sense halts the run, and STOP.md says why', async () => {
    const rig = await Rig.create();
    const nonsense = 'wibble wobble';
    rig.script(
      builds,
      { on: 'review', says: nonsense },
      { on: 'reask', says: nonsense },
      { on: 'sanity-review', says: insane('the review is gibberish') },
    );
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'sanity_halt_review' });
    expect(rig.read('.millstone/STOP.md')).toContain('the review is gibberish');
  });
});

describe('an approval with critical findings', () => {
  const torn = approved({ critical: ['a.txt: loses what was there'], nit: ['a.txt: no period'] });

  test('IL-D29 is a request for changes; the author is told the finding', async () => {
    const rig = await Rig.create();
    rig.script(builds, { on: 'review', says: torn }, fixes('kept\n'), approves, commits);
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    expect(events.find((event) => event.type === 'reviewed')).toMatchObject({ verdict: { approved: false } });
    const fix = (await rig.fake.calls()).find(({ purpose }) => purpose === 'fix');
    expect(fix?.prompt).toContain('loses what was there');
  });

  test('IL-D29 is one when the policy says that nothing blocks', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/policy.toml', '[review]\nblock_on = []\n');
    rig.script(builds, { on: 'review', says: torn }, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
  });

  test('IL-S29 and the severities of findings are counted for the person', async () => {
    const rig = await Rig.create();
    const graded = { ...changesRequested(), findings_by_severity: { high: ['one', 'two'], nit: ['three'] } };
    rig.script(builds, { on: 'review', says: graded }, fixes('b\n'), refuses('four'));
    const ran = await rig.millstone(...TASK, '--max-cycles', '2');
    expect(ran.stdout).toContain('requested changes: 2 high, 1 nit');
    expect(ran.stdout).toContain('requested changes: 1 medium');
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const verdict = (word: 'APPROVED' | 'REJECTED', reason: string) => ({ verdict: word, reason });

test('CLI-S41 PR-S34 a diff is judged, the answer printed, and the exit code tells it', async () => {
  const rig = await Rig.create();
  rig.write('README.md', '# start\nmore\n');
  rig.write('.millstone/tasklist.md', '- [x] Old\n- [ ] **Say more**: in the README\n');
  rig.script(
    { on: 'review-diff', says: verdict('APPROVED', 'It is only a line.') },
    { on: 'review-diff', says: verdict('REJECTED', 'README.md:2: says nothing\nREADME.md:3: missing') },
  );
  const yes = await rig.millstone('--review-diff');
  expect(yes).toMatchObject({ exitCode: 0, stderr: '' });
  expect(yes.stdout).toBe('APPROVED by claude: the uncommitted changes\n  It is only a line.\n');
  rig.git('commit', '-qam', 'more');
  const no = await rig.millstone('--review-diff', 'HEAD~1..HEAD');
  expect(no.exitCode).toBe(1);
  expect(no.stdout).toContain('REJECTED by claude: HEAD~1..HEAD\n  README.md:2: says nothing\n');

  const [first, second] = await rig.fake.calls();
  expect(first?.prompt).toContain('\n+more\n');
  expect(first?.prompt).toContain('Say more');
  expect(second?.prompt).toContain('\n+more\n');
  // Its log tells what was asked, what came of it and what it took.
  const logs = readdirSync(join(rig.repo, '.millstone/runs'));
  const texts = logs.filter((name) => name.endsWith('.log')).map((name) => rig.read(`.millstone/runs/${name}`));
  expect(texts[0]).toMatch(/Review of the uncommitted changes\n.*APPROVED by claude: [^\n]*\n.*It is only a line\.\n$/);
  const events = logs
    .filter((name) => /[0-9a-f]\.jsonl$/.test(name))
    .map((name) => rig.read(`.millstone/runs/${name}`));
  const told =
    events[0]
      ?.trim()
      .split('\n')
      .map((line) => JSON.parse(line)) ?? [];
  expect(told.map(({ type }) => type).filter((type) => type !== 'noticed')).toEqual([
    ...['question-asked', 'agent-asked', 'agent-answered', 'diff-judged'],
  ]);
  expect(told.at(-1)).toMatchObject({ diff: 'the uncommitted changes', cli: 'claude', verdict: { approved: true } });
  // Nothing of it is a run, and nothing is left behind.
  expect(rig.status()).toBe('');
  expect((await rig.millstone('--continue', '--abort')).stdout).toContain('no unfinished run');
});

test('a diff file of a cli role, for a program, without a tasklist (CLI-D13)', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/some.diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n');
  rig.script({ on: 'review-diff', says: 'Looks fine to me.' }, { on: 'reask', says: 'Fine!' });
  const args = ['--review-diff', '.millstone/some.diff', '--model', 'opus', '--json'];
  const unreadable = await rig.millstone(...args);
  expect(unreadable.exitCode).toBe(1);
  expect(JSON.parse(unreadable.stdout)).toMatchObject({ type: 'halted', reason: 'unreadable-reply' });
  const [log] = readdirSync(join(rig.repo, '.millstone/runs')).filter((name) => name.endsWith('.log'));
  expect(rig.read(`.millstone/runs/${log}`)).toMatch(/asked again: [\s\S]*Error: /);
  rig.script({ on: 'review-diff', says: verdict('REJECTED', 'No.') });
  const judged = await rig.millstone(...args, '--exit-codes', 'extended');
  expect(judged.exitCode).toBe(24);
  expect(JSON.parse(judged.stdout)).toMatchObject({
    ...{ type: 'diff-reviewed', diff: '.millstone/some.diff', approved: false, reason: 'No.' },
    ...{ cli: 'claude', model: 'opus', spent: { calls: 1 } },
  });
});

test('a reviewer of a diff that edits is undone, and its verdict does not count (L3)', async () => {
  const rig = await Rig.create();
  rig.write('README.md', '# start\nmine\n');
  rig.script({ on: 'review-diff', says: verdict('APPROVED', ''), edits: { 'README.md': 'theirs\n' } });
  const run = await rig.millstone('--review-diff');
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain('README.md');
  expect(rig.read('README.md')).toBe('# start\nmine\n');
});

test('nothing to review, and nothing of that name', async () => {
  const rig = await Rig.create();
  const nothing = await rig.millstone('--review-diff');
  expect(nothing).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing to review') });
  expect((await rig.millstone('--review-diff', 'HEAD')).stdout).toContain('what that commit brought is HEAD~1..HEAD');
  const unknown = await rig.millstone('--review-diff', 'nowhere.diff');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.stderr).toMatch(/^Error: nowhere\.diff is no file here, and git does not know it\n {2}name /);
});

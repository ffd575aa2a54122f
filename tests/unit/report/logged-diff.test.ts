import { expect, test } from 'vitest';
import { loggedDiff } from '../../../src/report/logged-diff.js';
import { file, stamped } from './samples.js';

const long = `diff --git a/a b/a\n--- a/a\n+++ b/a\n${'+line\n'.repeat(30)}`;
const short = 'diff --git a/b b/b\n--- a/b\n+++ b/b\n+one\n';
const seen = (diff: string) =>
  stamped({ type: 'observed', cycle: 2, files: [file('a', 30), file('b', 1)], diff }) as Parameters<
    typeof loggedDiff
  >[0];

test('ST-S9 a summary has counts and the beginning of each file, and the whole goes beside it', () => {
  const { event, appended } = loggedDiff(seen(long + short), 'summary', 'x.patch');
  expect(event).toMatchObject({ type: 'observed', cycle: 2, full_diff_path: 'x.patch' });
  const { diff } = event as { diff: string };
  expect(diff.split('\n').slice(0, 3)).toEqual(['2 files changed', 'a +30/-0', 'b +1/-0']);
  expect(diff.match(/^\+line$/gm)).toHaveLength(17);
  expect(diff).toContain('(13 more lines)');
  expect(diff.endsWith('+one')).toBe(true);
  expect(appended).toContain(long + short);
  expect(appended).toMatch(/^# observed \S+, cycle 2\n/);
});

test('ST-S9 an empty diff is called that, and adds nothing', () => {
  expect(loggedDiff(seen(''), 'summary', 'x.patch')).toMatchObject({
    event: { diff: '(empty diff)' },
    appended: null,
  });
});

test('ST-S10 full keeps it in place, none leaves it out and says so', () => {
  expect(loggedDiff(seen(long), 'full', 'x.patch')).toMatchObject({ event: { diff: long }, appended: null });
  const none = loggedDiff(seen(long), 'none', 'x.patch');
  expect(none).toMatchObject({ event: { diff_suppressed: true }, appended: null });
  expect(none.event).not.toHaveProperty('diff');
});

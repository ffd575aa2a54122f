import { describe, expect, test } from 'vitest';
import { MODES } from '../../../src/cli/modes.js';
import { FLAGS, type FlagName } from '../../../src/cli/options/all.js';
import { longName } from '../../../src/cli/options/flag.js';
import { PAIRS } from '../../../src/cli/refusals.js';
import type { Kind } from '../../../src/cli/request.js';
import { read } from './printer.js';

const VALUES: Partial<Record<FlagName, string>> = { task: 'x', completion: 'bash' };

/** A flag as it is typed, with a value where it needs one. */
const typed = (name: FlagName): readonly string[] => {
  const flag = FLAGS[name];
  const value =
    VALUES[name] ?? flag.choices?.[0] ?? (/<(?:n|seconds|dollars|minutes|tokens|usd)>/.test(flag.flags) ? '1' : 'x');
  return flag.flags.includes('<') ? [longName(flag), value] : [longName(flag)];
};
const modes = Object.entries(MODES) as [Kind, (typeof MODES)[Kind]][];
const asked = modes.flatMap(([kind, { flag }]) => (flag === null ? [] : [{ kind, flag }]));
const message = (...argv: readonly string[]): string => {
  const { request } = read(...argv);
  if (request.kind !== 'usage') throw new Error(`${argv.join(' ')} is not refused`);
  return request.message;
};

// Every one of them is a usage error, exit code 2, before anything is looked at (cli.md 3).
describe('PL-S35 two pieces of work at once are refused, naming both', () => {
  test.each(asked.flatMap(({ flag: one }, at) => asked.slice(at + 1).map(({ flag: other }) => ({ one, other }))))(
    '$one and $other',
    ({ one, other }) => {
      const told = message(...typed(other), ...typed(one));
      expect(told).toContain(longName(FLAGS[one]));
      expect(told).toContain(longName(FLAGS[other]));
    },
  );
});

describe('a flag that belongs to other work is refused, and its own is named', () => {
  const rows = (Object.keys(FLAGS) as FlagName[]).flatMap((name) => {
    const { only } = FLAGS[name];
    return only === null
      ? []
      : modes.filter(([kind]) => !only.modes.includes(kind)).map(([kind, mode]) => ({ name, kind, mode }));
  });

  test.each(rows)('$name with $kind', ({ name, mode }) => {
    const told = message(...(mode.flag === null ? [] : typed(mode.flag)), ...typed(name));
    expect(told).toMatch(new RegExp(`^${longName(FLAGS[name])}( and --[a-z-]+: the first)? only goes with `));
    if (mode.flag !== null) expect(told).toContain(` and ${longName(FLAGS[mode.flag])}: `);
  });
});

describe('CLI-S13 two flags that are refused together, though each is right in its place', () => {
  /** Whether it is refused by itself, in the mode that it belongs to. */
  const alone = (name: FlagName): readonly string[] => {
    const [kind] = FLAGS[name].only?.modes ?? [];
    const flag = kind === undefined ? null : MODES[kind].flag;
    return [...(flag === null || flag === name ? [] : typed(flag)), ...typed(name)];
  };
  const names = Object.keys(FLAGS) as FlagName[];

  test.each(names)('%s with any other: both are named', (one) => {
    const unnamed: string[] = [];
    for (const other of names.filter((name) => name > one)) {
      for (const argv of [
        [...typed(one), ...typed(other)],
        [...alone(one), ...typed(other)],
        [...typed(one), ...alone(other)],
      ]) {
        const { request } = read(...argv);
        if (request.kind !== 'usage') continue;
        const flags = argv.filter((word) => word.startsWith('--'));
        const told = flags.filter((flag) => new RegExp(`${flag}(?![a-z-])`).test(request.message));
        // One of a mode that was not asked for is refused alone.
        const lonely = flags.length === 2 && read(...typed(one)).request.kind === 'usage';
        if (told.length < 2 && !lonely && read(...typed(other)).request.kind !== 'usage') unnamed.push(argv.join(' '));
      }
    }
    expect(unnamed).toEqual([]);
  });

  test.each([
    ['what does not go on with a cycle', ['--through', 'execute', '--cycle'], ['--through', '--cycle']],
    ['what does not end a delivery', ['--complete', '--deliver', 'x'], ['--complete', '--deliver']],
    ['tasks at once without any', ['--worktrees', '--design', 'x'], ['--worktrees', '--design']],
    ['nobody to ask in a task', ['--no-approve', '--task', 'x'], ['--no-approve', '--task']],
    ['nobody to ask, and a refusal', ['--reject', '--no-approve'], ['--no-approve', '--reject']],
    ['a setting both ways', ['--worktrees', '--no-worktrees'], ['--worktrees', '--no-worktrees']],
    ['another one', ['--eval-on-commit', '--no-eval-on-commit'], ['--eval-on-commit', '--no-eval-on-commit']],
  ])('%s', (_name, argv, both) => {
    for (const flag of both) expect(message(...argv)).toMatch(new RegExp(`${flag}(?![a-z-])`));
  });
});

describe('CLI-S13 what contradicts itself is refused, with the reason', () => {
  test.each([
    ['--quiet and --verbose', ['--task', 'x', '--quiet', '-v'], 'opposite'],
    ['--auto-model and --model', ['--task', 'x', '--model', 'opus', '--auto-model'], 'rules'],
    ['--complete and --through', ['--plan', 'x', '--complete', '--through', 'plan'], 'how far'],
    ['--plan and --through design', ['--plan', 'x', '--through', 'design'], 'behind the design'],
    ['--compact and --task', ['--task', 'x', '--compact'], 'tasklist'],
    ['--continue and --task', ['--continue', '--task', 'x'], 'has its task already'],
    ['--research and --continue: .*only goes with', ['--continue', '--research'], 'reports'],
    ['--eval-on-task and --research', ['--research', '--eval-on-task', 'smoke'], 'changes nothing'],
    ['--eval-on-commit and --research', ['--research', '--eval-on-commit'], 'commits nothing'],
    ['--worktrees and --research', ['--worktrees', '--research'], 'nothing has to land'],
    ['--worktrees and --task: .*only goes with', ['--worktrees', '--task', 'x'], 'of a tasklist'],
    ['--worktrees and --continue: .*only goes with', ['--worktrees', '--continue'], 'of a tasklist'],
    ['--worktrees and --plan', ['--worktrees', '--plan', 'x'], 'nothing is executed; add --complete'],
    ['--worktrees and --design', ['--worktrees', '--design', 'x', '--through', 'plan'], 'nothing is executed'],
    ['--worktrees and --analyze', ['--worktrees', '--analyze'], 'nothing is executed'],
    ['--dry-run and --probe', ['--doctor', '--dry-run', '--probe'], 'every one'],
  ])('%s', (words, argv, reason) => {
    expect(message(...argv)).toMatch(new RegExp(`^${words}.*${reason}`));
  });

  test('every pair of the table has its row', () => {
    for (const [one, other, why] of PAIRS) {
      const { only } = FLAGS[one].only === null ? FLAGS[other] : FLAGS[one];
      const mode = only?.modes[0] === undefined ? null : MODES[only.modes[0]].flag;
      const told = message(...(mode === null ? [] : typed(mode)), ...typed(one), ...typed(other));
      expect(told).toBe(`${longName(FLAGS[one])} and ${longName(FLAGS[other])}: ${why}`);
    }
  });
});

describe('the refusals of cli.md 3', () => {
  test.each([
    ['TL-S48 compaction and a task', ['--compact', '--task', 'x'], /^--compact and --task: .*tasklist/],
    ['CLI-S14 --cov alone', ['--cov'], /^--cov only goes with --eval: /],
    ['coverage of a task', ['--task', 'x', '--cov'], /^--cov and --task: the first only goes with --eval: /],
    ['--abort alone', ['--abort'], /^--abort only goes with --continue: /],
    ['--probe alone', ['--probe'], /^--probe only goes with --doctor: /],
    ['--yes alone', ['--yes'], /^--yes only goes with --init: /],
    [
      '--force with a report',
      ['--status', '--force'],
      /^--force and --status: the first only goes with --init or --migrate-tasklist: /,
    ],
    ['--continue with another mode', ['--continue', '--status'], /^--continue and --status: one of them at a time/],
    ['--quiet with -v', ['--quiet', '-v'], /^--quiet and --verbose: /],
    [
      'WT-S3 a shared folder without a task',
      ['--worktrees', '--shared-state-dir', 'x'],
      /^--shared-state-dir only goes with --task: /,
    ],
    ['two reports', ['--status', '--eval'], /^--status and --eval: one of them at a time/],
  ])('%s', (_name, argv, words) => {
    expect(message(...argv)).toMatch(words);
  });
});

describe('D18 --worktrees goes with every chain that executes', () => {
  test.each([
    [['--cycle']],
    [['--deliver', 'x']],
    [['--plan', 'x', '--complete']],
    [['--analyze', '--through', 'execute']],
  ])('%s', (chain) => {
    const { request } = read('--worktrees', '--concurrency', '2', ...chain);
    expect(request).toMatchObject({ kind: chain[0]?.slice(2), flags: { worktrees: true, concurrency: 2 } });
  });
});

describe('every flag has its place', () => {
  test.each(Object.keys(FLAGS) as FlagName[])('%s is accepted somewhere', (name) => {
    const { only } = FLAGS[name];
    const [kind] = asked.some(({ flag }) => flag === name) ? [] : (only?.modes ?? (['task'] as const));
    const flag = kind === undefined ? null : MODES[kind].flag;
    const { request } = read(...(flag === null ? [] : typed(flag)), ...typed(name));
    expect(request).not.toMatchObject({ kind: expect.stringMatching(/^(usage|end)$/) });
  });
});

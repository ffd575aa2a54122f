import { describe, expect, test } from 'vitest';
import type { AgentFacts, Checkup, Condition, GitFacts, RepositoryFacts } from '../../../src/domain/checkup.js';
import { err, ok } from '../../../src/domain/result.js';
import { countOf, diagnose } from '../../../src/policy/doctor.js';
import { FINE, FINE_AGENT, FINE_REPOSITORY } from '../../support/checkup.js';

const git = (facts: Partial<GitFacts>): Partial<Checkup> => ({ git: { ...FINE.git, ...facts } });
const repository = (facts: Partial<RepositoryFacts>): Partial<Checkup> => ({
  repository: ok({ ...FINE_REPOSITORY, ...facts }),
});
const agent = (facts: Partial<AgentFacts>, more: Partial<Checkup> = {}): Partial<Checkup> => ({
  agents: [{ ...FINE_AGENT, ...facts }],
  ...more,
});
const standing = (facts: Partial<{ branch: string | null; dirty: string[]; operation: 'rebase' | null }>) =>
  repository({ standing: ok({ branch: 'refs/heads/main', dirty: [], operation: null, ...facts }) });
const holder = { pid: 7, host: 'here', run: 'r1', started: '', since: '2026-01-01T00:00:00Z' };

const cases: readonly (readonly [string, Partial<Checkup>, string, Condition, RegExp])[] = [
  ['an old Node', { node: '18.19.0' }, 'node', 'fail', /install Node 20\.12/],
  ['a Node before the promised minor', { node: '20.11.1' }, 'node', 'fail', /20\.12/],
  ['a full disk', repository({ freeBytes: ok(2 ** 20) }), 'disk', 'fail', /make room/],
  ['a disk that is getting full', repository({ freeBytes: ok(2 ** 29) }), 'disk', 'warn', /512 MiB/],
  ['a disk that does not tell', repository({ freeBytes: err('EIO') }), 'disk', 'unknown', /EIO/],
  ['no git', git({ version: ok(null) }), 'git', 'fail', /install git/],
  ['an old git', git({ version: ok('git version 2.25.1') }), 'git', 'fail', /2\.30/],
  ['a git that does not answer', git({ version: err('late') }), 'git', 'unknown', /late/],
  ['a git without a version', git({ version: ok('git version next') }), 'git', 'unknown', /next/],
  ['no identity', git({ identity: ok({ worked: false, says: 'fatal' }) }), 'identity', 'fail', /user\.email/],
  ['a signature that asks', git({ signing: ok({ worked: false, says: 'no tty' }) }), 'signing', 'fail', /gpgsign/],
  ['a signature that works', git({ signing: ok({ worked: true, says: '' }) }), 'signing', 'ok', /without asking/],
  [
    'no repository',
    { repository: err([{ what: 'not in a git repository', fix: 'git init' }]) },
    'repository',
    'fail',
    /git init/,
  ],
  ['a detached HEAD', standing({ branch: null }), 'repository', 'warn', /git switch/],
  ['uncommitted files', standing({ dirty: ['a.ts'] }), 'working tree', 'warn', /a\.ts[\s\S]*--allow-dirty/],
  ['a rebase', standing({ operation: 'rebase', dirty: ['a'] }), 'working tree', 'fail', /git rebase --abort/],
  ['a folder that cannot be written', repository({ writable: false }), 'repository', 'fail', /chown/],
  [
    'wrong settings',
    { settings: { problems: [{ what: 'config.toml:3: x', fix: null }], remarks: [] }, agents: null },
    'settings',
    'fail',
    /config\.toml:3: x[\s\S]*mend/,
  ],
  [
    'settings without effect',
    { settings: { problems: [], remarks: ['x has no effect'] } },
    'settings',
    'warn',
    /no effect/,
  ],
  [
    'a broken template',
    { prompts: { problems: [{ what: 'bad', fix: 'mend it' }], remarks: [] } },
    'prompts',
    'fail',
    /mend it/,
  ],
  [
    'no tasklist',
    { tasklist: { path: 't.md', tracker: null, text: ok(null), remarks: [] } },
    'tasklist',
    'warn',
    /--init/,
  ],
  [
    'a tasklist of a tracker',
    { tasklist: { path: 't.md', tracker: 'jira', text: ok(null), remarks: [] } },
    'tasklist',
    'fail',
    /tasklist_provider/,
  ],
  [
    'a tasklist that is no text',
    { tasklist: { path: 't.md', tracker: null, text: err('t.md: not UTF-8'), remarks: [] } },
    'tasklist',
    'fail',
    /UTF-8/,
  ],
  [
    'AG-S11 an agent that is not there',
    agent({ program: null, version: null }),
    'agent claude',
    'fail',
    /npm install -g it/,
  ],
  [
    'AG-S11 CLI-S11 an agent that does not start',
    agent({ version: ok({ worked: false, says: 'native binary missing' }) }),
    'agent claude',
    'fail',
    /native binary missing[\s\S]*npm install/,
  ],
  ['an agent that is slow to answer', agent({ version: err('late') }), 'agent claude', 'unknown', /late/],
  ['an agent as root', agent({}, { root: true }), 'agent claude', 'fail', /set IS_SANDBOX=1 yourself/],
  [
    'an agent without a trace of an account',
    agent({ signIn: { kind: 'not-found', fix: 'sign in' } }),
    'agent claude',
    'unknown',
    /sign in; --probe/,
  ],
  [
    'AG-S55 an agent that is not signed in',
    agent({ probes: [{ model: null, came: { kind: 'failed', says: 'claude is not signed in', fix: 'Sign in: x.' } }] }),
    'agent claude',
    'fail',
    /Sign in: x/,
  ],
  [
    'an agent that cannot answer in JSON',
    agent({ probes: [{ model: 'tiny', came: { kind: 'unreadable', says: 'no object' } }] }),
    'agent claude',
    'warn',
    /tiny[\s\S]*no object[\s\S]*--model/,
  ],
  ['agents that nobody knows', { agents: null }, 'agents', 'unknown', /do not tell[\s\S]*set the settings right/],
  ['agents where no repository is', { agents: null, settings: null }, 'agents', 'unknown', /of a repository/],
  [
    'a check that is not installed',
    { checks: [{ name: 'tests', command: 'pytest -q', written: true, program: 'pytest', found: false }] },
    'check tests',
    'fail',
    /install pytest/,
  ],
  [
    'one that nobody wrote',
    { checks: [{ name: 'tests', command: 'pytest -q', written: false, program: 'pytest', found: false }] },
    'check tests',
    'warn',
    /install pytest/,
  ],
  ['a project without checks', { checks: [] }, 'checks', 'unknown', /project\.toml/],
  [
    'a check that only a shell understands',
    { checks: [{ name: 'lint', command: 'cd x && y', written: true, program: null, found: false }] },
    'check lint',
    'unknown',
    /shell/,
  ],
  [
    'a run at work',
    repository({ lock: ok({ file: 'l', holder, lives: true }) }),
    'run lock',
    'warn',
    /process 7 on here[\s\S]*--watch/,
  ],
  ['a dead lock', repository({ lock: ok({ file: 'l', holder, lives: false }) }), 'run lock', 'warn', /has died/],
  [
    'a damaged lock',
    repository({ lock: ok({ file: 'l', holder: null, lives: false }) }),
    'run lock',
    'warn',
    /cannot be read/,
  ],
  [
    'STOP.md',
    repository({ stopFile: ok('# Stopped\n\nnonsense\n') }),
    'STOP.md',
    'warn',
    /nonsense[\s\S]*--clear-stop/,
  ],
  [
    'a halted run',
    repository({ unfinished: ok({ run: 'r', says: 'too long' }) }),
    'last run',
    'warn',
    /too long[\s\S]*--continue/,
  ],
  ['a dead run', repository({ unfinished: ok({ run: 'r', says: null }) }), 'last run', 'warn', /died/],
  ['a damaged journal', repository({ unfinished: err('j.jsonl:3: x') }), 'last run', 'fail', /j\.jsonl:3.*\n.*--abort/],
];

describe('the doctor', () => {
  test('finds nothing where nothing is wrong', () => {
    const points = diagnose(FINE);
    expect(points.filter(({ condition }) => condition !== 'ok')).toEqual([]);
    expect(points.map(({ about }) => about)).toContain('agent claude');
  });

  test.each(cases)('%s', (_, facts, about, condition, words) => {
    const points = diagnose({ ...FINE, ...facts });
    const point = points.find((one) => one.about === about && one.condition === condition);
    expect(`${point?.says}\n${point?.fix}`).toMatch(words);
    // Nothing else is blamed for it, and whatever fails says how to set it right.
    expect(points.filter((one) => one.about !== about && one.condition === 'fail')).toEqual([]);
    expect(points.filter((one) => one.condition === 'fail' && one.fix === null)).toEqual([]);
  });

  test('root is no fault of an agent that only reads, nor in a sandbox', () => {
    const reads = { agents: [{ ...FINE_AGENT, roles: ['reviewer'] as const }], root: true };
    expect(countOf(diagnose({ ...FINE, ...reads }), 'fail')).toBe(0);
    expect(countOf(diagnose({ ...FINE, root: true, sandbox: true }), 'fail')).toBe(0);
  });

  test('a run at work is not also called unfinished', () => {
    const facts = repository({
      lock: ok({ file: 'l', holder, lives: true }),
      unfinished: ok({ run: 'r1', says: null }),
    });
    expect(diagnose({ ...FINE, ...facts }).map(({ about }) => about)).not.toContain('last run');
  });

  test('the tasklist tells what is left, and what does not do what was meant, with its line', () => {
    const tasklist = {
      path: 't.md',
      tracker: null,
      text: ok('- [x] a\n- [ ] b\n- [ ] c\n'),
      remarks: ['t.md:4: an ID twice'],
    };
    const told = diagnose({ ...FINE, tasklist }).filter(({ about }) => about === 'tasklist');
    expect(told).toMatchObject([
      { condition: 'ok', says: 't.md: 3 tasks, 2 left to do' },
      { condition: 'warn', says: 't.md:4: an ID twice', fix: null },
    ]);
  });

  test('an answer counts more than a trace of an account', () => {
    const facts = agent({
      signIn: { kind: 'not-found', fix: 'sign in' },
      probes: [{ model: null, came: { kind: 'answered', ms: 1_234 } }],
    });
    expect(countOf(diagnose({ ...FINE, ...facts }), 'unknown')).toBe(0);
  });
});

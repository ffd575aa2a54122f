import type { AgentFailure } from '../../../src/domain/agent.js';
import type { GateFound } from '../../../src/domain/eval-compared.js';
import type { Halt, HaltOf } from '../../../src/domain/halt.js';
import type { TaskId, TreeId } from '../../../src/domain/ids.js';

const cli = 'claude';

/** One failure of every kind. */
export const FAILURES: { readonly [R in AgentFailure['reason']]: Extract<AgentFailure, { reason: R }> } = {
  'not-installed': { reason: 'not-installed', cli, install: 'npm install -g it' },
  'not-signed-in': { reason: 'not-signed-in', cli, says: 'no credentials', fix: 'run claude login' },
  'refused-to-start': { reason: 'refused-to-start', cli, says: 'not as root', fix: 'start as another user' },
  exit: { reason: 'exit', cli, code: 3, says: 'boom' },
  killed: { reason: 'killed', cli, signal: 'SIGKILL', says: '' },
  silent: { reason: 'silent', cli, ms: 90_000 },
  timeout: { reason: 'timeout', cli, ms: 1_800_000 },
  garbled: { reason: 'garbled', cli, why: 'no result' },
  limited: { reason: 'limited', cli, says: 'too many requests', until: '2026-01-01T00:00:00Z' },
  'lost-conversation': { reason: 'lost-conversation', cli, says: 'No conversation found' },
  network: { reason: 'network', cli, says: 'ECONNREFUSED' },
  capped: { reason: 'capped', cli, says: 'Reached maximum budget ($1)' },
  quota: { reason: 'quota', cli, says: 'used up' },
  'too-long': { reason: 'too-long', cli, says: 'context window' },
  'unknown-model': { reason: 'unknown-model', cli, model: 'm-9', says: '404' },
};

const FOUND: GateFound = {
  ...{ introduced: ['cart > totals'], alreadyBroken: [], fixed: [], gone: [], flaky: [] },
  ...{ why: ['new-failures'], scores: { before: 1, now: 0.9 } },
};

/** One halt of every reason. */
export const HALTS: { readonly [R in Halt['reason']]: HaltOf<R> } = {
  preflight: {
    reason: 'preflight',
    problems: [
      { what: 'no git', fix: 'install git' },
      { what: 'no luck', fix: null },
    ],
  },
  locked: {
    reason: 'locked',
    pid: 4_242,
    host: 'box',
    run: '20260101_120000_000_abcd',
    file: '/r/.git/millstone/run.lock',
  },
  'own-stage': {
    ...{ reason: 'own-stage', stage: 'audit', module: './audit.mjs', what: 'stopped' },
    says: 'no owner is named',
  },
  incomplete: { reason: 'incomplete', gate: 'plans', problems: ['.millstone/tasklist.md: the task one is gone'] },
  'not-compacted': { reason: 'not-compacted', file: 'docs/tasks.md', why: 'it has not become shorter' },
  artifacts: { reason: 'artifacts', file: '.millstone/designs', why: 'permission denied' },
  tasklist: { reason: 'tasklist', file: 'docs/tasks.md', why: 'docs/tasks.md: permission denied' },
  moved: { reason: 'moved', what: 'branch', expected: 'main', found: 'other' },
  'stop-file': { reason: 'stop-file', file: '.millstone/STOP.md', says: '# Halted\n\nIt was gibberish.\n' },
  'not-landed': {
    reason: 'not-landed',
    landed: 1,
    tasks: [{ id: 'b' as TaskId, title: 'Add b', outcome: 'conflict', says: 'It conflicts.' }],
  },
  declined: { reason: 'declined', asked: 'high-risk-task', title: 'Drop the table', risk: 'high', unattended: true },
  check: { reason: 'check', hit: { check: 'files', count: 9, limit: 3 }, diff: 'abc' as TreeId },
  submodule: { reason: 'submodule', files: ['sub/a.js', 'sub/b.js'] },
  sanity: { reason: 'sanity', of: 'build', why: 'It is gibberish.', file: '.millstone/STOP.md' },
  'not-approved': {
    reason: 'not-approved',
    cycles: 3,
    verdict: { approved: false, summary: '', findings: [{ severity: 'high', where: null, problem: 'x' }] },
  },
  'eval-gate': { reason: 'eval-gate', found: FOUND, file: '20260101_120000_000_abcd.json' },
  'cycle-regression': { reason: 'cycle-regression', found: FOUND, file: '20260101_120000_000_abcd.json' },
  regression: {
    ...{ reason: 'regression', found: FOUND, file: '20260101_120000_000_abcd.json' },
    ...{ commits: [], rollback: { kind: 'unattended' } },
  },
  'going-in-circles': { reason: 'going-in-circles', cycles: 2, same: 'change' },
  budget: { reason: 'budget', what: 'cost', limit: 1, used: 1.25 },
  'agent-failed': { reason: 'agent-failed', role: 'author', failure: FAILURES['not-signed-in'] },
  'unreadable-reply': {
    ...{ reason: 'unreadable-reply', role: 'reviewer', cli, wanted: 'review_decision' },
    ...{ problem: 'the reply was empty', excerpt: '' },
  },
  'tree-touched': { reason: 'tree-touched', role: 'reviewer', files: ['a', 'b'], parked: 'refs/millstone/parked/r/1' },
  history: {
    ...{ reason: 'history', role: 'author', what: 'branch-switched', expected: 'main', found: 'other' },
    parked: 'refs/millstone/parked/r/start',
  },
  tampered: { reason: 'tampered', role: 'author', files: ['.millstone/config.toml'] },
  commit: { reason: 'commit', why: 'hook-refused', detail: 'lint failed\nmore' },
  git: { reason: 'git', doing: 'look', says: 'fatal: no\nmore' },
  state: { reason: 'state', file: 'journal.jsonl', why: 'no space left' },
  cancelled: { reason: 'cancelled', signal: 'SIGINT' },
};

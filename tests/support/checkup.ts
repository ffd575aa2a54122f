import type { AgentFacts, Checkup, RepositoryFacts } from '../../src/domain/checkup.js';
import { ok } from '../../src/domain/result.js';

/** A repository in which nothing is wrong. */
export const FINE_REPOSITORY: RepositoryFacts = {
  top: '/repo',
  standing: ok({ branch: 'refs/heads/main', dirty: [], operation: null }),
  lock: ok(null),
  stopFile: ok(null),
  unfinished: ok(null),
  parked: ok([]),
  freeBytes: ok(50 * 2 ** 30),
  writable: true,
};

/** An agent that is there and may be signed in. */
export const FINE_AGENT: AgentFacts = {
  cli: 'claude',
  roles: ['author', 'reviewer', 'sanity'],
  install: 'npm install -g it',
  program: '/usr/bin/claude',
  version: ok({ worked: true, says: '2.1.330 (Claude Code)' }),
  signIn: { kind: 'found', where: 'ANTHROPIC_API_KEY' },
  probes: [],
};

/** Surroundings in which nothing is wrong. */
export const FINE: Checkup = {
  node: '22.1.0',
  root: false,
  sandbox: false,
  git: {
    version: ok('git version 2.39.5'),
    identity: ok({ worked: true, says: 'A <a@example.com>' }),
    signing: ok(null),
  },
  repository: ok(FINE_REPOSITORY),
  settings: { problems: [], remarks: [] },
  prompts: { problems: [], remarks: [] },
  tasklist: { path: '.millstone/tasklist.md', tracker: null, text: ok('- [ ] a\n'), remarks: [] },
  agents: [FINE_AGENT],
  checks: [{ name: 'tests', written: true, command: 'npm test', program: 'npm', found: true }],
};

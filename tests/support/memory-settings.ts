import { NO_BUDGET } from '../../src/domain/budget.js';
import type { Policy, Settings } from '../../src/domain/settings.js';

const POLICY: Policy = {
  locExclude: [],
  maxFiles: 0,
  sensitive: { enabled: true, paths: ['.env', '*.pem'], block: true },
  secrets: true,
  dangerous: { patterns: [/rm -rf/i], pathsIgnore: [], block: true },
  protectedPaths: [],
  blockOn: ['critical'],
  enforceSingleTask: true,
};

const SCRIPTED = { cli: 'scripted', model: null };

/** Settings of a run, all at values that stand in nobody's way. */
export function settingsWith(settings: Partial<Settings> = {}, policy: Partial<Policy> = {}): Settings {
  return {
    agents: {
      author: SCRIPTED,
      reviewer: SCRIPTED,
      sanity: SCRIPTED,
      analyzer: SCRIPTED,
      release_eng: SCRIPTED,
      sre: SCRIPTED,
    },
    modelSelection: null,
    session: { kind: 'new-each-task' },
    compactThreshold: 0,
    maxTasks: 5,
    configuredAgents: {},
    maxCycles: 3,
    maxCyclesByFlag: false,
    maxCyclesBound: null,
    riskCycles: { low: 2, medium: 3, high: 5 },
    riskAsks: { low: false, medium: false, high: true },
    loc: { limit: 100, rule: 'limits.max_loc_per_task' },
    commitBy: 'author',
    sanity: true,
    verify: true,
    project: {
      name: null,
      language: 'auto',
      commands: { tests: null, lint: null, typing: null, security: null, complexity: null },
      coverageCommand: null,
      smokeCommand: null,
      junit: null,
      coverage: { path: null, format: null },
      checkTimeoutMs: 0,
    },
    evals: {
      scripts: [],
      weights: { tests: 0.4, typing: 0.15, lint: 0.15, coverage: 0.2, security: 0.05, complexity: 0.05 },
      thresholds: { typing: 50, lint: 100, security: 10, complexity: 20 },
      minComposite: 0,
    },
    retryOnEmpty: true,
    minReplyLength: 0,
    research: false,
    compact: false,
    allowDirty: false,
    yesHighRisk: false,
    noTasklistEdits: false,
    tasklist: '.millstone/tasklist.md',
    places: { opportunities: '.millstone/opportunities.md', designs: '.millstone/designs', roadmap: null },
    artifacts: [],
    promptsDir: null,
    agentTimeoutMs: 0,
    agentIdleMs: 0,
    rateLimitWaitMs: 60_000,
    budget: NO_BUDGET,
    standIns: {},
    hookTimeoutMs: 0,
    verbosity: 'normal',
    logDiff: 'summary',
    heartbeatMs: 30_000,
    heartbeatTtlMs: 300_000,
    retentionDays: 0,
    notify: null,
    ...settings,
    policy: { ...POLICY, ...policy },
  };
}

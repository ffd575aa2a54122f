import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { RunFlags } from '../domain/run-plan.js';
import { sessionMode } from '../domain/session-mode.js';
import type { Settings } from '../domain/settings.js';
import { artifactPaths, artifactPlaces, tasklistPath } from './artifact-paths.js';
import { castings, strangers } from './casting.js';
import { configuredAgents } from './configured-agents.js';
import { deepFreeze } from './deep-freeze.js';
import { insertedStages } from './inserted-stages.js';
import type { Loaded } from './load.js';
import { parallelProblems, parallelSettings } from './parallel.js';
import { policyOf } from './policy.js';
import { standIns } from './stand-ins.js';

/** The longest time that a timer can hold; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;
const ms = (seconds: number): number => Math.min(1_000 * seconds, LONGEST_MS);

/**
 * What a run is held to: flags over files over defaults. `known` are the agents that can be named. Every problem of the
 * files and of the flags comes at once.
 */
export function resolveSettings(
  loaded: Loaded,
  flags: RunFlags,
  known: readonly string[],
): Result<Settings, readonly Problem[]> {
  const { config, policy, project } = loaded;
  const { low, medium, high } = config.risk_settings;
  const tasklist = tasklistPath(loaded, flags);
  const own = configuredAgents(loaded, known);
  const names = [...known, ...Object.keys(own.agents)];
  const problems = [
    ...loaded.problems,
    ...own.problems,
    ...strangers(loaded, flags, names),
    ...providerProblems(loaded),
    ...evalProblems(loaded, flags),
    ...parallelProblems(config, flags),
  ];
  const inserted = insertedStages(loaded);
  const stepIn = standIns(loaded, flags, names);
  problems.push(...stepIn.problems, ...inserted.problems);
  if (!tasklist.ok) problems.push(tasklist.error);
  if (!tasklist.ok || problems.length > 0) return err([...problems, ...unknownKeys(loaded)]);

  const places = artifactPlaces(loaded, flags);
  const settings: Settings = {
    agents: castings(loaded, flags),
    configuredAgents: own.agents,
    modelSelection: selection(loaded, flags),
    session: sessionMode(flags.session ?? config.session_mode),
    compactThreshold: flags.compactThreshold ?? config.compact_threshold,
    maxTasks: flags.maxTasks ?? config.max_tasks,
    maxCycles: flags.maxCycles ?? config.max_cycles,
    maxCyclesByFlag: flags.maxCycles !== undefined,
    maxCyclesBound: policy.limits.max_cycles,
    riskCycles: { low: low.max_cycles, medium: medium.max_cycles, high: high.max_cycles },
    riskAsks: { low: low.require_approval, medium: medium.require_approval, high: high.require_approval },
    loc: lineLimit(loaded, flags),
    policy: policyOf(loaded),
    commitBy: config.commit_by,
    sanity: config.sanity,
    verify: config.verify,
    project: {
      name: project.project.name,
      language: project.project.language,
      commands: {
        tests: project.tests.command,
        lint: project.lint.command,
        typing: project.typing.command,
        security: project.security.command,
        complexity: project.complexity.command,
      },
      coverageCommand: project.tests.coverage_command,
      smokeCommand: project.tests.smoke_command,
      junit: project.tests.junit,
      coverage: { path: project.coverage.path, format: project.coverage.format },
      checkTimeoutMs: ms(project.tests.timeout),
    },
    evals: {
      scripts: config.eval_scripts,
      weights: config.category_weights,
      thresholds: config.category_thresholds,
      minComposite: policy.eval.min_composite_score,
      maxRegression: policy.eval.max_regression,
      allowNoTests: policy.eval.allow_no_tests,
      onTask: evalOnTask(loaded, flags),
      fullAt: { low: low.require_full_eval, medium: medium.require_full_eval, high: high.require_full_eval },
      onCommit: flags.evalOnCommit ?? config.eval_on_commit,
      afterCycle: config.eval_after_cycle,
      autoRollback: flags.autoRollback ?? config.auto_rollback,
    },
    parallel: parallelSettings(config, flags),
    retryOnEmpty: config.retry_on_empty_response,
    minReplyLength: config.min_response_length,
    profile: { id: config.profile, tier: loaded.profile.capability_tier },
    research: flags.research ?? false,
    compact: flags.compact ?? false,
    // Neither has anything to do with the files (L18).
    allowDirty: flags.allowDirty ?? flags.research ?? flags.compact ?? false,
    yesHighRisk: flags.yesHighRisk ?? false,
    // A task that is done for others leaves the list to them (L1, S11).
    noTasklistEdits: flags.noTasklistEdits ?? flags.sharedStateDir !== undefined,
    sharedStateDir: flags.sharedStateDir ?? null,
    tasklist: tasklist.value.path,
    reviewDesigns: config.review_designs,
    ownStages: inserted.stages,
    gates: {
      opportunities: config.approve_opportunities,
      designs: config.approve_designs,
      plans: config.approve_plans,
    },
    noApprove: flags.noApprove ?? false,
    maxTasksByFlag: flags.maxTasks !== undefined,
    maxPasses: flags.maxPasses ?? null,
    roadmapByFlag: flags.roadmap !== undefined,
    commitArtifacts: {
      tasklist: config.commit_tasklist,
      designs: config.commit_designs,
      opportunities: config.commit_opportunities,
    },
    taskConstraints: {
      maxLoc: config.task_constraints.max_loc,
      requireTests: config.task_constraints.require_tests,
      requireCriteria: config.task_constraints.require_criteria,
      requireRisk: config.task_constraints.require_risk,
      requireContext: config.task_constraints.require_context,
      maxSplitAttempts: config.task_constraints.max_split_attempts,
    },
    places,
    artifacts: artifactPaths(places, tasklist.value.path, loaded.top),
    promptsDir: flags.promptsDir ?? config.prompts_dir,
    agentTimeoutMs: ms(flags.timeout ?? config.timeout),
    agentIdleMs: ms(flags.idleTimeout ?? config.idle_timeout),
    rateLimitWaitMs: ms(config.rate_limit_wait),
    budget: {
      costUsd: flags.maxCost ?? config.max_cost,
      tokens: flags.maxTokens ?? config.max_tokens,
      minutes: flags.maxMinutes ?? config.max_minutes,
      taskCostUsd: config.max_cost_per_task,
    },
    standIns: stepIn.standIns,
    hookTimeoutMs: ms(config.hook_timeout),
    verbosity: config.log_verbosity,
    logDiff: flags.fullDiff === true ? 'full' : config.log_diff_mode,
    heartbeatMs: ms(config.parallel_heartbeat_interval),
    heartbeatTtlMs: ms(config.parallel_heartbeat_ttl),
    retentionDays: config.retention_days,
    notify: config.notify,
  };
  return ok(deepFreeze(settings));
}

/** What is evaluated before a commit; `none` and nothing are nothing. */
function evalOnTask({ config }: Loaded, flags: RunFlags): string | null {
  const mode = flags.skipEval === true ? 'none' : (flags.evalOnTask ?? config.eval_on_task).trim();
  return mode === 'none' || mode === '' ? null : mode;
}

/** A flag that could never do what it says. */
function evalProblems({ config }: Loaded, flags: RunFlags): Problem[] {
  if (flags.autoRollback !== true || (flags.evalOnCommit ?? config.eval_on_commit)) return [];
  const what = '--auto-rollback: without an evaluation after the commit there is nothing to take back';
  return [{ what, fix: 'add --eval-on-commit, or write eval_on_commit = true in .millstone/config.toml' }];
}

/** Rules for models, when they are on. A model that was typed is meant for every call. */
function selection({ config }: Loaded, flags: RunFlags): Settings['modelSelection'] {
  const { enabled, rules, default_model: defaultModel } = config.model_selection;
  return (flags.autoModel ?? enabled) && flags.model === undefined ? { rules, defaultModel } : null;
}

/** The lower of the two limits on lines, with the setting that would have to be raised. */
function lineLimit({ config, policy }: Loaded, flags: RunFlags): Settings['loc'] {
  const own = flags.locThreshold ?? config.loc_threshold;
  const bound = policy.limits.max_loc_per_task;
  if (bound <= own) return { limit: bound, rule: 'limits.max_loc_per_task in .millstone/policy.toml' };
  return {
    limit: own,
    rule: flags.locThreshold === undefined ? 'loc_threshold in .millstone/config.toml' : '--loc-threshold',
  };
}

/** Two keys that say where tasks live have to agree. Source: config.md 6. */
function providerProblems(loaded: Loaded): Problem[] {
  const { tasklist_provider: provider, tasklist_provider_options: options } = loaded.config;
  const both = loaded.written.config.has('tasklist_provider') && options.type !== null;
  if (!both || provider === options.type) return [];
  const places = ['tasklist_provider', 'tasklist_provider_options.type'].map((key) => loaded.at('config', key));
  return [{ what: `${places.join(' and ')} name different providers`, fix: 'keep one of them' }];
}

/** Keys nobody knows are only a warning; where the files have to be set right anyway, they are told with the rest. */
function unknownKeys({ notices }: Loaded): Problem[] {
  return notices.flatMap((notice) => {
    if (notice.kind !== 'unknown-key') return [];
    const { file, line, key, nearest } = notice;
    const what = `${file}${line === null ? '' : `:${line}`}: ${key}: there is no such key`;
    return [{ what, fix: nearest === null ? 'take it out' : `is ${nearest} meant?` }];
  });
}

import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Role } from '../domain/role.js';
import { configWord, ROLES } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import type { Origin, Settings } from '../domain/settings.js';
import type { ConfigValues } from './config-schema.js';
import type { RunFlags } from './flags.js';
import type { Loaded } from './load.js';
import { nearest } from './nearest.js';
import { policyOf } from './policy.js';
import { riskCycles } from './risk-settings.js';

const DEFAULT_TASKLIST = '.millstone/tasklist.md';
const FLAG_OF_ROLE: Readonly<Partial<Record<Role, keyof RunFlags>>> = {
  author: 'cliBuilder',
  reviewer: 'cliReviewer',
  sanity: 'cliSanity',
};

/** What a run is held to: flags over files over defaults. `known` are the agents that can be named. */
export function resolveSettings(
  loaded: Loaded,
  flags: RunFlags,
  known: readonly string[],
): Result<Settings, readonly Problem[]> {
  const { config, policy, written } = loaded;
  const agents = Object.fromEntries(ROLES.map((role) => [role, casting(role, config, flags)])) as Record<Role, Casting>;
  const problems = strangers(agents, known);
  const risk = riskCycles(config.risk_settings);
  if (!risk.ok) problems.push(risk.error);
  if (!risk.ok || problems.length > 0) return err(problems);

  const origins: Record<string, Origin> = {};
  const pick = <T>(name: string, key: string, flag: string, typed: T | undefined, value: T): T => {
    const from = typed !== undefined ? 'flag' : written.config.has(key) ? 'config' : 'default';
    origins[name] = { from, name: from === 'flag' ? flag : key };
    return typed ?? value;
  };
  const tasklist = pick('tasklist', 'tasklist', '--tasklist', flags.tasklist, tasklistOf(config));
  const settings: Settings = {
    agents,
    maxCycles: pick('maxCycles', 'max_cycles', '--max-cycles', flags.maxCycles, config.max_cycles),
    maxCyclesByFlag: flags.maxCycles !== undefined,
    maxCyclesBound: policy.limits.max_cycles,
    riskCycles: risk.value,
    loc: lineLimit(loaded, flags),
    policy: policyOf(loaded),
    commitBy: pick('commitBy', 'commit_by', '', undefined, config.commit_by),
    sanity: pick('sanity', 'sanity', '', undefined, config.sanity),
    retryOnEmpty: pick('retryOnEmpty', 'retry_on_empty_response', '', undefined, config.retry_on_empty_response),
    allowDirty: flags.allowDirty ?? false,
    yesHighRisk: flags.yesHighRisk ?? false,
    noTasklistEdits: flags.noTasklistEdits ?? false,
    tasklist,
    artifacts: artifactsOf(config, tasklist),
    promptsDir: pick('promptsDir', 'prompts_dir', '--prompts-dir', flags.promptsDir, config.prompts_dir),
    agentTimeoutMs: 1_000 * pick('agentTimeoutMs', 'timeout', '--timeout', flags.timeout, config.timeout),
    agentIdleMs: 1_000 * pick('agentIdleMs', 'idle_timeout', '--idle-timeout', flags.idleTimeout, config.idle_timeout),
    rateLimitWaitMs: 1_000 * pick('rateLimitWaitMs', 'rate_limit_wait', '', undefined, config.rate_limit_wait),
    hookTimeoutMs: 1_000 * pick('hookTimeoutMs', 'hook_timeout', '', undefined, config.hook_timeout),
    verbosity: pick('verbosity', 'log_verbosity', '--verbose', undefined, config.log_verbosity),
    origins,
  };
  return ok(Object.freeze(settings));
}

function casting(role: Role, config: ConfigValues, flags: RunFlags): Casting {
  const word = configWord(role) as 'builder' | 'reviewer' | 'sanity' | 'analyzer' | 'release_eng' | 'sre';
  const flag = FLAG_OF_ROLE[role];
  const typed = flag === undefined ? undefined : flags[flag];
  return {
    cli: (typeof typed === 'string' ? typed : null) ?? config[`cli_${word}`] ?? flags.cli ?? config.cli,
    model: flags.model ?? config[`model_${word}`] ?? config.model,
  };
}

function strangers(agents: Readonly<Record<Role, Casting>>, known: readonly string[]): Problem[] {
  const names = [...new Set(ROLES.map((role) => agents[role].cli))].filter((name) => !known.includes(name));
  return names.map((name) => {
    const meant = nearest(name, known);
    const fix =
      meant === null ? `known agents: ${known.join(', ')}` : `did you mean ${meant}? known agents: ${known.join(', ')}`;
    return { what: `there is no agent called "${name}"`, fix };
  });
}

const tasklistOf = (config: ConfigValues): string => {
  const written = config.tasklist ?? DEFAULT_TASKLIST;
  return config.commit_tasklist && written === DEFAULT_TASKLIST ? 'docs/tasklist.md' : written;
};

/** Paths whose uncommitted changes are no dirt: they are the work of other stages (L18). */
const artifactsOf = (config: ConfigValues, tasklist: string): readonly string[] => [
  tasklist,
  ...(config.roadmap === null ? [] : [config.roadmap]),
  ...(config.commit_designs ? ['designs'] : []),
  ...(config.commit_opportunities ? ['opportunities.md'] : []),
];

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

import type { Policy } from '../domain/settings.js';
import type { Loaded } from './load.js';
import { SENSITIVE } from './policy-schema.js';

/** The mechanical rules, from `policy.toml` and, for sensitive files, `project.toml`. */
export function policyOf({ policy, project, written }: Loaded): Policy {
  const ofPolicy = written.policy.has('sensitive.paths') ? policy.sensitive.paths : [];
  const ofProject = project.sensitive_paths.patterns ?? [];
  return {
    locExclude: policy.limits.loc_exclude,
    maxFiles: policy.limits.max_files_per_task,
    sensitive: {
      enabled: policy.sensitive.enabled,
      // An empty list is no list: switching the check off has a key of its own.
      paths: [ofPolicy, ofProject].find((paths) => paths.length > 0) ?? SENSITIVE,
      block: policy.sensitive.require_approval,
    },
    secrets: policy.secrets.enabled,
    dangerous: {
      patterns: policy.dangerous.patterns.map((source) => new RegExp(source, 'i')),
      pathsIgnore: policy.dangerous.paths_ignore,
      block: policy.dangerous.block,
    },
    protectedPaths: policy.protected.paths,
    blockOn: policy.review.block_on,
    enforceSingleTask: policy.tasklist.enforce_single_task,
  };
}

import type { Policy } from '../domain/settings.js';
import type { Loaded } from './load.js';

/** The mechanical rules, from `policy.toml` and, for sensitive files, `project.toml`. */
export function policyOf({ policy, project, written }: Loaded): Policy {
  const ofProject = project.sensitive_paths.patterns;
  const own = written.policy.has('sensitive.paths') && policy.sensitive.paths.length > 0;
  return {
    locExclude: policy.limits.loc_exclude,
    maxFiles: policy.limits.max_files_per_task,
    sensitive: {
      enabled: policy.sensitive.enabled,
      paths: own || ofProject === null || ofProject.length === 0 ? policy.sensitive.paths : ofProject,
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
  };
}

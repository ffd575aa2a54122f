import { readMarkers } from '../../adapters/eval/detect.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { ProjectValues } from '../../config/project-schema.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import type { ProjectKind } from '../../policy/project-kind/project-kind.js';
import { checksOf, MARKER_TEXTS, projectKinds } from '../../policy/project-kinds.js';

/** What a folder's files tell of its project, and the checks that follow. */
export interface FoundChecks {
  readonly projects: readonly ProjectKind[];
  readonly checks: readonly ProjectCheck[];
}

/** Finds the project's checks; what is written in `project.toml` wins. */
export async function findChecks(root: string, project: ProjectValues): Promise<FoundChecks> {
  const { tests, lint, typing, security, complexity } = project;
  const markers = await readMarkers(root, MARKER_TEXTS, nodeFiles);
  const projects = projectKinds(markers, project.project.language);
  const commands = {
    ...{ tests: tests.command, lint: lint.command },
    ...{ typing: typing.command, security: security.command, complexity: complexity.command },
  };
  return { projects, checks: checksOf(projects, commands) };
}

import { type Language, languageOf, type Markers } from '../domain/project.js';
import { CHECK_KINDS, type CheckKind, type ProjectCheck } from '../domain/project-check.js';
import { dotnetProject, goProject, javaProject, rustProject } from './project-kind/compiled.js';
import { nodeProject } from './project-kind/node.js';
import type { ProjectKind } from './project-kind/project-kind.js';
import { pythonProject } from './project-kind/python.js';
import { rubyProject } from './project-kind/ruby.js';

/** Files whose texts tell more than their names. */
export const MARKER_TEXTS = [
  'package.json',
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'requirements.txt',
  'requirements-dev.txt',
  'dev-requirements.txt',
  'Pipfile',
  'Cargo.toml',
  'Rakefile',
];

/** What tells the projects of each language. Source: config.md 4, eval.md 2.3 and 20. */
const KINDS: Readonly<Record<Language, (markers: Markers) => ProjectKind | null>> = {
  python: pythonProject,
  node: nodeProject,
  go: goProject,
  rust: rustProject,
  java: javaProject,
  ruby: rubyProject,
  dotnet: dotnetProject,
};

/** The projects at the top of a working tree. `language` limits them to one; `auto` looks for all there are. */
export function projectKinds(markers: Markers, language: string): readonly ProjectKind[] {
  const only = languageOf(language);
  return Object.entries(KINDS).flatMap(([one, kind]) => {
    const found = only === 'auto' || only === one ? kind(markers) : null;
    return found === null ? [] : [found];
  });
}

/** The checks of a project: what its owner wrote for a kind of check wins over what was found for it. */
export function checksOf(
  kinds: readonly ProjectKind[],
  written: { readonly [K in CheckKind]: string | null },
): readonly ProjectCheck[] {
  return CHECK_KINDS.flatMap((kind) => {
    const own = written[kind];
    const found = own === null ? kinds.map(({ commands }) => commands[kind]) : [own];
    return found.flatMap((command) => (command === undefined ? [] : [{ kind, command }]));
  });
}

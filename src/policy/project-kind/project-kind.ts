import type { Language } from '../../domain/project.js';
import type { CheckKind } from '../../domain/project-check.js';

/** Commands of a project's checks; what it does not have is missing. */
export type Commands = {
  /** `smoke`: the tests until the first one fails; `coverage`: the tests with a coverage report. */
  readonly [K in CheckKind | 'smoke' | 'coverage']?: string;
};

/** A project as its files show it. A repository may hold several, such as a server and its front end. */
export interface ProjectKind {
  readonly language: Language;
  /** What installs its dependencies: `pnpm`, `uv`, `maven`. */
  readonly manager: string;
  readonly commands: Commands;
}

import type { Role } from './role.js';
import type { Risk } from './task.js';

/** How hard a task looks. */
export const COMPLEXITIES = ['simple', 'medium', 'complex'] as const;
export type Complexity = (typeof COMPLEXITIES)[number];

/** When a model is chosen: every condition that is given must hold. */
export interface ModelRule {
  readonly role?: Role | undefined;
  readonly complexity?: Complexity | undefined;
  readonly risk?: Risk | undefined;
  /** Words of which the task must hold one. */
  readonly keywords?: readonly string[] | undefined;
  /** The agent that plays the role: names of models mean something to one tool only. */
  readonly cli?: string | undefined;
  readonly model: string;
}

/** Choosing models by rules. Source: config.md 2.2. */
export interface ModelSelection {
  /** The first that holds wins. */
  readonly rules: readonly ModelRule[];
  /** Where none holds; null leaves it to the settings of the role. */
  readonly defaultModel: string | null;
}

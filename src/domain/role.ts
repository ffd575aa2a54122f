import * as z from 'zod';
import type { Purpose } from './progress.js';

/** The parts an agent can play. `author` writes, `reviewer` judges, `sanity` asks whether judging is worth it. */
export const ROLES = ['author', 'reviewer', 'sanity', 'analyzer', 'release_eng', 'sre'] as const;

export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** What even the author is asked for without being allowed to write. */
const LOOKS: readonly Purpose[] = ['research', 'split-task'];

/** Whether a call may only look at the tree and never change it (decision L3). */
export const isReadOnly = ({ role, purpose }: { readonly role: Role; readonly purpose: Purpose }): boolean =>
  role === 'reviewer' || role === 'sanity' || LOOKS.includes(purpose);

/** The word of the configuration for a role: `cli_builder`, `model_builder` speak of the author. */
export const configWord = (role: Role): string => (role === 'author' ? 'builder' : role);

/** Who may have touched files: a role, or a stage of the user's. */
export type Doer = Role | 'stage';

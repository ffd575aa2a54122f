import * as z from 'zod';

/** The parts an agent can play. `author` writes, `reviewer` judges, `sanity` asks whether judging is worth it. */
export const ROLES = ['author', 'reviewer', 'sanity', 'analyzer', 'release_eng', 'sre'] as const;

export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Roles that look at the tree and may never change it (decision L3). */
export const isReadOnly = (role: Role): boolean => role === 'reviewer' || role === 'sanity';

/** The word of the configuration for a role: `cli_builder`, `model_builder` speak of the author. */
export const configWord = (role: Role): string => (role === 'author' ? 'builder' : role);

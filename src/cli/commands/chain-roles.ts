import type { ChainPlan } from '../../domain/chain.js';
import type { Role } from '../../domain/role.js';

/** Roles that each stage calls. */
const OF_STAGE: Readonly<Record<string, readonly Role[]>> = {
  analyze: ['analyzer', 'reviewer'],
  design: ['author', 'reviewer'],
};

/** The roles that a chain will call. */
export const rolesOf = ({ links }: ChainPlan): readonly Role[] => [
  ...new Set(links.flatMap(({ stage }) => OF_STAGE[stage] ?? [])),
];

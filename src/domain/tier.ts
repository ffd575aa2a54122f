/** What may be done at most, each including those before it. Source: ontology.md 4. */
export const TIERS = ['C0_read_only', 'C1_local_write', 'C2_remote_bounded', 'C3_remote_critical'] as const;
export type Tier = (typeof TIERS)[number];

/** Whether what needs one tier may be done by who has another. */
export const permits = (granted: Tier, needed: Tier): boolean => TIERS.indexOf(needed) <= TIERS.indexOf(granted);

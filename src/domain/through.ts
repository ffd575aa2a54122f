/** How far a chain may be asked to go on, by the last stage. On its own, since every start reads it with the flags. */
export const THROUGH = ['design', 'plan', 'execute'] as const;
export type Through = (typeof THROUGH)[number];

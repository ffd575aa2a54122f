import versions from './versions.json' with { type: 'json' };

/** The agents whose real programs are driven. */
export const AGENTS = ['claude', 'codex', 'gemini', 'opencode'] as const;
export type Agent = (typeof AGENTS)[number];

/** An npm package in one version. */
export interface Pinned {
  readonly package: string;
  readonly version: string;
}

/** The version of each that is known to work. The one place to change them. */
export const PINNED: Readonly<Record<Agent, Pinned>> = versions;

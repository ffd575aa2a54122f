/** Languages whose projects millstone knows, as `project.language` names them. */
export const LANGUAGES = ['python', 'node', 'go', 'rust', 'java', 'ruby', 'dotnet'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What at the top level of a working tree tells which kind of project it is. */
export interface Markers {
  /** Names there; those of folders end with `/`. */
  readonly names: ReadonlySet<string>;
  /** Texts of those files that were asked for and could be read. */
  readonly texts: ReadonlyMap<string, string>;
}

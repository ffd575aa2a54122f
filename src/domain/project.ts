/** Languages whose projects millstone knows, as `project.language` names them. */
export const LANGUAGES = ['python', 'node', 'go', 'rust', 'java', 'ruby', 'dotnet'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Other names that people give the languages. */
const ALIKE: Readonly<Record<string, Language>> = {
  javascript: 'node',
  typescript: 'node',
  js: 'node',
  ts: 'node',
  py: 'python',
  golang: 'go',
  kotlin: 'java',
  csharp: 'dotnet',
  'c#': 'dotnet',
  '.net': 'dotnet',
};

/** The names by which a language is known; `auto` is whatever there is. */
export const LANGUAGE_NAMES: readonly string[] = ['auto', ...LANGUAGES, ...Object.keys(ALIKE)];

/** The language that a name means, in capitals or not; null when none is known by it. */
export function languageOf(name: string): 'auto' | Language | null {
  const small = name.toLowerCase();
  return Object.hasOwn(ALIKE, small)
    ? (ALIKE[small] ?? null)
    : ((['auto', ...LANGUAGES] as const).find((one) => one === small) ?? null);
}

/** What at the top level of a working tree tells which kind of project it is. */
export interface Markers {
  /** Names there; those of folders end with `/`. */
  readonly names: ReadonlySet<string>;
  /** Texts of those files that were asked for and could be read. */
  readonly texts: ReadonlyMap<string, string>;
}

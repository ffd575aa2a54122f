import picomatch from 'picomatch';

/** Which glob of a list means a path, relative with `/`; null when none does. */
export type PathTest = (path: string) => string | null;

interface Glob {
  readonly pattern: string;
  /** How deep in the path what it matches stands; -1 when it does not match. */
  readonly depth: (path: string) => number;
}

/**
 * Compiles globs. One with a slash is matched against the whole path, one without against each segment of it, so that
 * `.env` means a file or folder of that name anywhere but not `my.environment`; `infra/` is everything in that folder.
 * A glob that begins with `!` takes back what others match at the same place or above it.
 */
export function globs(patterns: readonly string[], options: { readonly nocase: boolean }): PathTest {
  const compile = (pattern: string) => compiled(pattern, options.nocase);
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).flatMap(compile);
  const spared = patterns.filter((pattern) => pattern.startsWith('!')).flatMap((pattern) => compile(pattern.slice(1)));
  return (path) => {
    const above = Math.max(-1, ...spared.map((one) => one.depth(path)));
    return wanted.find((one) => one.depth(path) > above)?.pattern ?? null;
  };
}

function compiled(pattern: string, nocase: boolean): Glob[] {
  if (pattern.trim() === '') return [];
  const below = pattern.endsWith('/') ? `${pattern}**` : pattern;
  // With the flag s, since a newline in a name must not hide a file from a `**`.
  const isMatch = picomatch(below.replace(/^\//, ''), { dot: true, flags: nocase ? 'is' : 's' });
  const depth = below.includes('/')
    ? (path: string) => (isMatch(path) ? path.split('/').length - 1 : -1)
    : (path: string) => path.split('/').findLastIndex((part) => isMatch(part));
  return [{ pattern, depth }];
}

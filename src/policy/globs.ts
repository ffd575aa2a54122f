import picomatch from 'picomatch';

/** Whether a path, relative with `/`, is meant by a list of globs. */
export type PathTest = (path: string) => string | null;

/**
 * Compiles globs. One with a slash is matched against the whole path, one without against each segment of it, so that
 * `.env` means a file or folder of that name anywhere but not `my.environment`. The test returns the glob that matched.
 * A glob that begins with `!` takes back what the others match.
 */
export function globs(patterns: readonly string[], options: { readonly nocase: boolean }): PathTest {
  const compile = (pattern: string) => {
    const isMatch = picomatch(pattern, { dot: true, nocase: options.nocase });
    const whole = pattern.includes('/');
    return { pattern, hits: (path: string) => (whole ? isMatch(path) : path.split('/').some((part) => isMatch(part))) };
  };
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(compile);
  const spared = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => compile(pattern.slice(1)));
  return (path) => {
    const hit = wanted.find((one) => one.hits(path));
    return hit === undefined || spared.some((one) => one.hits(path)) ? null : hit.pattern;
  };
}

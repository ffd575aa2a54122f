/**
 * A path as git names it: relative to the top level, without `.` and `..`. Null when it is the top level itself or lies
 * outside.
 */
export function repoPath(path: string, top: string): string | null {
  const inside = path.startsWith('/') ? below(path, top) : path;
  if (inside === null) return null;
  const parts: string[] = [];
  for (const part of inside.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/');
}

const below = (path: string, top: string): string | null =>
  path.startsWith(`${top}/`) ? path.slice(top.length + 1) : null;

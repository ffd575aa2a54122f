/** What a changed line begins with when a program does not care for it: comments, docstrings. Source: eval.md 11. */
const REMARKS = ['#', '//', '/*', '*', '"""', "'''"];

/** How a diff says that it was cut: no line of a diff itself begins so. */
const CUT = /^\[/m;

/**
 * Whether a change that was approved is the one that was refused before, but for blank lines and comments: a sign that
 * the refusal was one too many. Both are unified diffs; one that was cut is no sign. Source: eval.md 11.
 */
export function differInRemarksOnly(refused: string, approved: string): boolean {
  if (refused === approved || CUT.test(refused) || CUT.test(approved)) return false;
  const [before, after] = [meaningful(refused), meaningful(approved)];
  return before.size === after.size && [...before].every((line) => after.has(line));
}

/** Changed lines that a program may care for, with their sign. */
function meaningful(diff: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of diff.split('\n')) {
    if (!/^[+-]/.test(line) || /^(?:\+\+\+|---) /.test(line)) continue;
    const text = line.slice(1).trim();
    if (text === '' || text.endsWith('*/') || REMARKS.some((sign) => text.startsWith(sign))) continue;
    found.add(`${line[0]}${text}`);
  }
  return found;
}

/** Words that a shell understands itself, or with which it begins something larger. */
const OF_THE_SHELL = new Set(
  '! . : [ [[ { ( alias bg case cd command eval exec exit export for function if set shift source time trap ulimit umask unset until while'.split(
    ' ',
  ),
);
const ASSIGNMENT = /^[A-Za-z_]\w*=/;
/** What a name can be without quoting or expansion. */
const PLAIN = /^[\w@%+:,./-]+$/;

/** The program that a shell command starts first; null when only the shell can tell. */
export function programIn(command: string): string | null {
  const words = command.trim().split(/\s+/);
  const first = words.find((word) => !ASSIGNMENT.test(word)) ?? '';
  // A value in quotes may go on in the next word.
  const valued = words.slice(0, words.indexOf(first)).some((word) => !/^[A-Za-z_]\w*=[\w@%+:,./-]*$/.test(word));
  return valued || !PLAIN.test(first) || OF_THE_SHELL.has(first) ? null : first;
}

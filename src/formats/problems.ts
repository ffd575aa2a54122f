/** How linters, type checks and scanners say how much they object to, each by its own last words. */
const SUMMARIES: readonly RegExp[] = [
  // eslint: `✖ 3 problems (2 errors, 1 warning)`; warnings do not fail it.
  /^✖ \d+ problems? \((\d+) errors?,/gm,
  // biome, ruff, mypy, tsc --pretty, and pip-audit.
  /^Found (\d+) (?:errors?|known vulnerabilit(?:y|ies))\b/gm,
  // golangci-lint.
  /^(\d+) issues?:?$/gm,
  // pyright.
  /^(\d+) errors?, \d+ warnings?(?:,|$)/gm,
  // clippy and rustc.
  /^error: could not compile .+ due to (\d+) previous errors?/gm,
  // rubocop.
  /^\d+ files? inspected, (\d+) offenses? detected/gm,
  // npm audit.
  /^(\d+) vulnerabilit(?:y|ies)\b/gm,
];

/** Where no such words are: a line for each problem. tsc, golangci-lint before 2, flake8. */
const LINES: readonly RegExp[] = [
  /^.+\(\d+,\d+\): error TS\d+:/gm,
  /^\S.*:\d+:\d+: .+ \([a-z][\w-]*\)$/gm,
  /^\S.*:\d+:\d+: [A-Z]+\d+ /gm,
  /^\S.*:\d+: error: /gm,
];

/** How many problems a linter, a type check or a scanner tells of; null when it is none that is known. */
export function countProblems(output: string): number | null {
  for (const summary of SUMMARIES) {
    const found = [...output.matchAll(summary)];
    if (found.length > 0) return found.reduce((sum, [, count]) => sum + Number(count), 0);
  }
  for (const line of LINES) {
    const found = output.match(line)?.length ?? 0;
    if (found > 0) return found;
  }
  return null;
}

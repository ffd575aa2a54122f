/** Files that say nothing but how checks are run and what they ask for. */
const CONFIG: readonly RegExp[] = [
  /(?:^|\/)(?:jest|vitest|vite|mocha|ava|karma|cypress|playwright|stryker|eslint|oxlint|tslint|c8|nyc)\.(?:config|workspace)\.[^/]+$/,
  /(?:^|\/)\.(?:mocharc|nycrc|c8rc|eslintrc|eslintignore|oxlintrc|coveragerc|pylintrc|flake8|rspec|rubocop|golangci)(?:\.[^/]+)?$/,
  /(?:^|\/)(?:biome|tsconfig[^/]*|oxlint|deno|pyrightconfig|stryker\.conf)\.jsonc?$/,
  /(?:^|\/)(?:pytest|tox|mypy)\.ini$/,
  /(?:^|\/)\.?(?:ruff|clippy)\.toml$/,
  /(?:^|\/)(?:codecov\.ya?ml|phpunit\.xml(?:\.dist)?|conftest\.py)$/,
  /^\.millstone\/project\.toml$/,
];

/** Files that hold other things as well, with the lines in them that are about checks. */
const LINES: readonly (readonly [file: RegExp, line: RegExp])[] = [
  [
    /(?:^|\/)package\.json$/,
    /"(?:pre|post)?(?:test|lint|typecheck|type-check|check|coverage|eslint|tsc|verify|ci)(?::[^"]*)?"\s*:|"(?:jest|mocha|ava|nyc|c8|eslintConfig|vitest)"\s*:|"(?:testMatch|testPathIgnorePatterns|coverageThreshold|bail)"\s*:/,
  ],
  [
    /(?:^|\/)(?:pyproject\.toml|setup\.cfg)$/,
    /\btool[.:](?:pytest|ruff|mypy|coverage|pylint|pyright)|^\s*(?:addopts|testpaths|python_files|markers|xfail_strict|filterwarnings|fail_under|omit|select|ignore|extend-select|extend-ignore|per-file-ignores|strict|disallow_\w+|ignore_errors|ignore_missing_imports)\s*=/,
  ],
  [
    /(?:^|\/)(?:Makefile|[Jj]ustfile|[Tt]askfile\.ya?ml)$/,
    /^\s*(?:test|tests|check|lint|ci|coverage|verify)[\w-]*\s*:|\b(?:pytest|vitest|jest|mocha|go test|cargo (?:test|clippy))\b/,
  ],
  [/(?:^|\/)Cargo\.toml$/, /^\s*\[(?:lints|workspace\.lints|\[?test)|^\s*(?:test|harness|autotests)\s*=/],
];

/** Whether all of a file is about checks. */
export const isCheckConfig = (path: string): boolean => CONFIG.some((one) => one.test(path));

/** Whether a line of a file that holds other things too is about checks. */
export const checkConfigLine = (path: string, line: string): boolean =>
  LINES.some(([file, pattern]) => file.test(path) && pattern.test(line));

import type { Problem } from '../domain/signals.js';

/** One line for each problem, as most tools can write them. */
const LINES: readonly RegExp[] = [
  // tsc: `src/a.ts(3,7): error TS2322: Type ...`.
  /^(?<file>[^\s(][^(]*)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.+)$/,
  // mypy: `a.py:4: error: Incompatible ...  [return-value]`.
  /^(?<file>\S[^:]*):(?<line>\d+):(?:\d+:)? error: (?<message>.+?)(?: {2}\[(?<code>[\w-]+)\])?$/,
  // pyright: `  /repo/a.py:4:12 - error: Type ... (reportReturnType)`; tsc --pretty has the same shape.
  /^\s*(?<file>\S[^:]*):(?<line>\d+):\d+ - error(?: (?<code>TS\d+))?: (?<message>.+)$/,
  // biome: `a.js:1:18 lint/suspicious/noDoubleEquals  FIXABLE ...`.
  /^(?<file>\S[^:]*):(?<line>\d+):\d+ (?<code>lint\/\S+)(?<message>)/,
  // flake8, ruff's concise form: `a.py:1:8: F401 [*] os imported but unused`.
  /^(?<file>\S[^:]*):(?<line>\d+):\d+: (?<code>[A-Z]+\d+) (?:\[\*\] )?(?<message>.+)$/,
  // golangci-lint: `a.go:3:1: message (linter)`.
  /^(?<file>\S[^:]*):(?<line>\d+):\d+: (?<message>.+) \((?<code>[a-z][\w-]*)\)$/,
];

/** eslint names the file in a line of its own: `  1:9   error    'y' is not defined   no-undef`. */
const ESLINT = /^\s+(?<line>\d+):\d+\s+error\s+(?<message>.+?)(?:\s{2,}(?<code>\S+))?$/;
/** ruff names the place below the problem: `F401 [*] ...` and ` --> bad.py:1:8`. */
const RUFF = /^(?<code>[A-Z]+\d+) (?:\[\*\] )?(?<message>.+)$/;
const RUFF_PLACE = /^\s*--> (?<file>.+?):(?<line>\d+):\d+$/;

/** Reads the problems of a linter or a type check that have a place. `top` is taken off their paths. */
export function problemPlaces(output: string, top: string): readonly Problem[] {
  const found: Problem[] = [];
  let file = '';
  let open: { readonly code: string; readonly message: string } | null = null;
  const add = (path: string, { line, code, message = '' }: Readonly<Record<string, string | undefined>>): void => {
    const name = path.startsWith(`${top}/`) ? path.slice(top.length + 1) : path;
    found.push({
      file: name,
      line: line === undefined ? null : Number(line),
      code: code ?? null,
      message: message.trim(),
    });
  };
  for (const line of output.split('\n')) {
    const whole = LINES.map((pattern) => pattern.exec(line)?.groups).find((groups) => groups !== undefined);
    if (whole !== undefined) {
      add(whole.file ?? '', whole);
      continue;
    }
    const eslint = ESLINT.exec(line)?.groups;
    if (eslint !== undefined && file !== '') add(file, eslint);
    const place = RUFF_PLACE.exec(line)?.groups;
    if (place !== undefined && open !== null) add(place.file ?? '', { ...open, line: place.line });
    if (place !== undefined) open = null;
    const ruff = RUFF.exec(line)?.groups;
    if (ruff !== undefined) open = { code: ruff.code ?? '', message: ruff.message ?? '' };
    if (/^\S+$/.test(line)) file = line;
  }
  return found;
}

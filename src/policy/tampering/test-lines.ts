/** Languages by the endings of their files, as far as their tests look different. */
const LANGUAGES = {
  js: /\.[cm]?[jt]sx?$/,
  python: /\.py$/,
  go: /\.go$/,
  rust: /\.rs$/,
  ruby: /\.rb$/,
  jvm: /\.(?:java|kt|scala|groovy)$/,
} as const;
type Language = keyof typeof LANGUAGES;

/** Where the runners of these languages look for tests by default. */
const TEST_FILES: readonly RegExp[] = [
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\//,
  /(?:^|[./_-])(?:test|spec|tests)\.[^./]+$/,
  /(?:^|\/)test_[^/]*\.py$/,
  /(?:^|\/)conftest\.py$/,
  /(?:Test|Tests|Spec|IT)\.(?:java|kt|scala|groovy)$/,
];

/** Whether a file is one of tests, as far as its path tells. */
export const isTestFile = (path: string): boolean => TEST_FILES.some((one) => one.test(path));

/** Whether tests may stand in it: in Rust they stand beside the code. */
export const mayHoldTests = (path: string): boolean => LANGUAGES.rust.test(path) || isTestFile(path);

function languageOf(path: string): Language | null {
  for (const [name, ending] of Object.entries(LANGUAGES)) if (ending.test(path)) return name as Language;
  return null;
}

/** A test that begins on a line; the name is the first group. */
const TEST: Partial<Record<Language, RegExp>> = {
  js: /^\s*(?:export\s+)?(?:x?it|x?test|specify|t\.test)(?:\.[\w.]+)?(?:<[^>]*>)?(?:\([^)]*\))?\s*\(\s*(['"`])(?<name>.+?)\1/,
  python: /^\s*(?:async\s+)?def\s+(?<name>test\w*)\s*\(/,
  go: /^func\s+(?:\([^)]*\)\s*)?(?<name>(?:Test|Fuzz|Benchmark|Example)\w*)\s*\(/,
  rust: /^\s*(?:async\s+)?fn\s+(?<name>(?:test_|it_|should_)\w+)\s*\(/,
  ruby: /^\s*(?:it|specify|test|def\s+(?=test_))\s*\(?(['"]?)(?<name>.+?)\1\s*(?:\)|do|$)/,
  jvm: /^\s*(?:public\s+)?(?:void|fun)\s+(?<name>`[^`]+`|\w+)\s*\(/,
};

/** What keeps tests from being run, or runs only some of them. */
const SKIP: Partial<Record<Language, RegExp>> = {
  js: /\b(?:it|test|describe|suite|context|specify)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|fails|failing|only)\b|\b(?:xit|xtest|xdescribe|xcontext|fit|fdescribe)\s*\(|\b(?:this|t|ctx|context)\.(?:skip|todo)\s*\(|\{\s*(?:skip|todo|only)\s*:/,
  python:
    /@?\bpytest\.mark\.(?:skip|skipif|xfail)\b|\bpytest\.(?:skip|xfail|importorskip)\s*\(|@(?:unittest\.)?(?:skip\w*|expectedFailure)\b|\bself\.skipTest\s*\(|\bSkipTest\b/,
  go: /\b[tbf]\.Skip(?:f|Now)?\s*\(|^\/\/go:build\s+(?:ignore|never)\b/,
  rust: /#\[\s*ignore\b|#\[\s*should_panic\b/,
  ruby: /^\s*(?:xit|xdescribe|xcontext|pending|skip)\b|\bskip:\s*(?!false)/,
  jvm: /@(?:Disabled|Ignore|Ignored)\b|\bassume(?:True|False)\s*\(/,
};

/** What a test expects. */
const EXPECTS: Partial<Record<Language, RegExp>> = {
  js: /\bexpect(?:\.(?!any|extend|objectContaining|arrayContaining|stringContaining|stringMatching|anything)\w+)*\s*\(|\bassert(?:\.\w+)*\s*\(|\.should\b|\bt\.(?:is|not|deepEqual|like|throws|true|false|truthy|falsy|equal|ok|same|match)\s*\(/g,
  python: /^\s*assert\b|\bself\.(?:assert|fail)\w*\s*\(|\bpytest\.(?:raises|warns|fail)\s*\(|\.assert_\w+\s*\(/g,
  go: /\b[tb]\.(?:Error|Fatal)(?:f)?\s*\(|\b[tb]\.Fail(?:Now)?\s*\(|\b(?:assert|require|is)\.\w+\s*\(/g,
  rust: /\b(?:debug_)?assert(?:_\w+)?!\s*\(|\bmatches!\s*\(|\bpanic!\s*\(/g,
  ruby: /\bexpect\s*[({]|\b(?:assert|refute)\w*\b|\.should\b|\bmust_\w+/g,
  jvm: /\b(?:assert\w*|verify|fail)\s*\(|\bexpect\s*\(/g,
};

/** The name of a test that begins on this line; null when none does. */
export function testIn(path: string, line: string): string | null {
  const language = languageOf(path);
  return (language === null ? null : TEST[language]?.exec(line)?.groups?.name?.trim()) ?? null;
}

/** Whether a line keeps tests from being run. */
export function skips(path: string, line: string): boolean {
  const language = languageOf(path);
  return language !== null && SKIP[language]?.test(line) === true;
}

/** How many expectations a line holds, as they are commonly written; a comment holds none. */
export function expectationsIn(path: string, line: string): number {
  const language = languageOf(path);
  const pattern = language === null ? undefined : EXPECTS[language];
  if (pattern === undefined || /^\s*(?:\/\/|#(?!\[)|\*)/.test(line)) return 0;
  return line.match(pattern)?.length ?? 0;
}

/** Words that tell what a finding is about; the first group with one of them wins. Source: eval.md 12.2. */
const WORDS: readonly (readonly [category: string, words: readonly string[]])[] = [
  ['security', ['security', 'vulnerability', 'injection', 'xss', 'sql']],
  ['error handling', ['error', 'exception', 'try', 'catch', 'handle']],
  ['testing', ['test', 'coverage', 'mock', 'assert']],
  ['documentation', ['doc', 'comment', 'readme', 'docstring']],
  ['performance', ['performance', 'slow', 'optimize', 'efficiency']],
  ['style', ['style', 'format', 'naming', 'convention']],
  ['logic', ['logic', 'bug', 'incorrect', 'wrong', 'fix']],
  ['type', ['type', 'typing', 'annotation']],
];

/** What a finding is about, by its words; `other` when none tells. */
export function findingCategory(finding: string): string {
  const text = finding.toLowerCase();
  return WORDS.find(([, words]) => words.some((word) => text.includes(word)))?.[0] ?? 'other';
}

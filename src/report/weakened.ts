import type { Tampering } from '../domain/tampering.js';
import { firstOf, plural } from './figures.js';
import { oneLine } from './plain-text.js';

/** Names of a kind that are told. */
const NAMED = 3;

/** Signs that a change asks less of the code, in one row: `may ask less: 2 tests taken out (a, b); edits jest.config.js`. */
export function weakenedSays(signs: Tampering): string {
  const { deletedFiles, deletedTests, skipped, checkConfig, expectations } = signs;
  const of = (names: readonly string[]): string => firstOf(names.map(oneLine), NAMED);
  const fewer = expectations.reduce((sum, { removed, added }) => sum + removed - added, 0);
  const parts = [
    deletedFiles.length === 0 ? '' : `deletes ${of(deletedFiles)}`,
    deletedTests.length === 0
      ? ''
      : `${plural(deletedTests.length, 'test')} taken out or renamed (${of(deletedTests)})`,
    skipped.length === 0 ? '' : `skips (${of(skipped)})`,
    checkConfig.length === 0 ? '' : `edits ${of(checkConfig)}`,
    fewer === 0 ? '' : `${plural(fewer, 'expectation')} fewer (${of(expectations.map(({ path }) => path))})`,
  ];
  return `may ask less than before: ${parts.filter((part) => part !== '').join('; ')}`;
}

import type { Tampering } from '../domain/tampering.js';
import { isTampering } from '../domain/tampering.js';
import { dataBlock } from './fence.js';

/** What a reviewer is told of signs that tests were weakened; empty when there is none. */
export function tamperBlock(found: Tampering): string {
  if (!isTampering(found)) return '';
  const listed = (title: string, rows: readonly string[]): string =>
    rows.length === 0 ? '' : [`${title}:`, ...rows.map((row) => `- ${row}`)].join('\n');
  const parts = [
    listed('Files of tests that were deleted', found.deletedFiles),
    listed('Tests that were taken out, or have another name now', found.deletedTests),
    listed('Marks that skip tests, or run only some of them', found.skipped),
    listed('Edited files that say how checks are run', found.checkConfig),
    listed(
      'Expectations in tests',
      found.expectations.map(({ path, removed, added }) => `${path}: ${removed} taken out, ${added} put in`),
    ),
  ];
  const rows = parts.filter((part) => part !== '').join('\n\n');
  return dataBlock('Signs that this change asks less of the code, counted from the lines of its diff', rows);
}

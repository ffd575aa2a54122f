import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Coverage, CoverageFormat } from '../../domain/coverage.js';
import type { TestReport } from '../../domain/test-report.js';
import { readCoverage } from '../../formats/coverage.js';
import { readJunit } from '../../formats/test-reports/junit.js';
import type { Files } from '../../ports/files.js';

/** Where tests leave their reports, relative to the top level; null for what is not written or to be found out. */
export interface ReportPlaces {
  readonly junit: string | null;
  readonly coverage: { readonly path: string | null; readonly format: CoverageFormat | null };
}

/** Where tools put a coverage report unless they are told otherwise. */
const USUAL = [
  'coverage/coverage-summary.json',
  'coverage/lcov.info',
  'lcov.info',
  'coverage.json',
  'coverage.xml',
  'coverage/cobertura-coverage.xml',
  'coverage.out',
  'cover.out',
];

/** Where a coverage report is looked for. */
export const coveragePlaces = ({ path }: ReportPlaces['coverage']): readonly string[] =>
  path === null ? USUAL : [path];

/** Reports that a run of tests has left. */
export interface LeftReports {
  readonly junit: TestReport | null;
  readonly coverage: Coverage | null;
}

/**
 * To be called before the tests; what it returns, after them. A report that was there before and was not written anew
 * is none of these tests, and counts as missing.
 */
export async function leftReports(
  top: string,
  { junit, coverage }: ReportPlaces,
  files: Files,
): Promise<() => Promise<LeftReports>> {
  const places = coveragePlaces(coverage);
  const before = new Map<string, string | null>();
  for (const place of [...places, ...(junit === null ? [] : [junit])])
    before.set(place, await stampOf(join(top, place)));
  const fresh = async (place: string): Promise<string | null> => {
    const stamp = await stampOf(join(top, place));
    if (stamp === null || stamp === before.get(place)) return null;
    const text = await files.read(join(top, place));
    return text.ok ? text.value : null;
  };
  return async () => {
    const xml = junit === null ? null : await fresh(junit);
    let found: Coverage | null = null;
    for (const place of places) {
      const text = found === null ? await fresh(place) : null;
      if (text !== null) found = readCoverage(text, coverage.format);
    }
    return { junit: xml === null ? null : readJunit(xml), coverage: found };
  };
}

/** Something that is another one once the file was written again; null when there is none. */
async function stampOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null || !found.isFile() ? null : `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}

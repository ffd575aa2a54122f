import * as z from 'zod';
import type { Coverage, CoverageFormat } from '../domain/coverage.js';

/** Without lines to run through there is no share of them. */
const share = (covered: number, of: number): number | null =>
  of > 0 && covered >= 0 && covered <= of ? covered / of : null;

const totals = (lines: number | null, branches: number | null): Coverage | null =>
  lines === null ? null : { lines, branches };

const count = z.object({ total: z.number(), covered: z.number() });
const istanbul = z.object({ total: z.object({ lines: count, branches: count.optional().catch(undefined) }) });

/** `coverage-summary.json` of nyc, c8, jest and vitest. */
function readIstanbul(text: string): Coverage | null {
  const read = istanbul.safeParse(parsed(text));
  if (!read.success) return null;
  const { lines, branches } = read.data.total;
  return totals(share(lines.covered, lines.total), branches ? share(branches.covered, branches.total) : null);
}

const coveragePy = z.object({
  totals: z.object({
    covered_lines: z.number(),
    num_statements: z.number(),
    covered_branches: z.number().optional(),
    num_branches: z.number().optional(),
  }),
});

/** The JSON report of coverage.py. Its `percent_covered` holds branches as well and is no share of lines. */
function readCoveragePy(text: string): Coverage | null {
  const read = coveragePy.safeParse(parsed(text));
  if (!read.success) return null;
  const { covered_lines, num_statements, covered_branches, num_branches } = read.data.totals;
  return totals(share(covered_lines, num_statements), share(covered_branches ?? 0, num_branches ?? 0));
}

/** An lcov tracefile: `LH` of `LF` lines, `BRH` of `BRF` branches, by file. */
function readLcov(text: string): Coverage | null {
  const sum = (key: string): number =>
    [...text.matchAll(new RegExp(`^${key}:(\\d+)$`, 'gm'))].reduce((all, [, n]) => all + Number(n), 0);
  return totals(share(sum('LH'), sum('LF')), share(sum('BRH'), sum('BRF')));
}

/** A cover profile of Go: `file:from,to statements runs`; of a block that is there twice, one run is enough. */
function readGo(text: string): Coverage | null {
  if (!/^mode: (?:set|count|atomic)$/m.test(text)) return null;
  const blocks = new Map<string, { statements: number; run: boolean }>();
  for (const [, block = '', statements, runs] of text.matchAll(/^(\S.*:[\d.]+,[\d.]+) (\d+) (\d+)$/gm)) {
    const before = blocks.get(block)?.run ?? false;
    blocks.set(block, { statements: Number(statements), run: before || Number(runs) > 0 });
  }
  const of = (all: readonly { readonly statements: number }[]): number => all.reduce((sum, b) => sum + b.statements, 0);
  const all = [...blocks.values()];
  return totals(share(of(all.filter(({ run }) => run)), of(all)), null);
}

/** Cobertura's XML, as many tools write it. */
function readCobertura(text: string): Coverage | null {
  const root = text.match(/<coverage\b[^>]*>/)?.[0] ?? '';
  const rate = (name: string): number | null => {
    const value = Number.parseFloat(root.match(new RegExp(`\\b${name}="([\\d.]+)"`))?.[1] ?? '');
    return value >= 0 && value <= 1 ? value : null;
  };
  const none = /\bbranches-valid="0"/.test(root);
  return totals(rate('line-rate'), none ? null : rate('branch-rate'));
}

const READERS: Readonly<Record<CoverageFormat, (text: string) => Coverage | null>> = {
  istanbul: readIstanbul,
  'coverage.py': readCoveragePy,
  go: readGo,
  cobertura: readCobertura,
  lcov: readLcov,
};

/** Reads a coverage report of the format, or of whichever it is. Null for what cannot be read; never throws. */
export function readCoverage(text: string, format: CoverageFormat | null): Coverage | null {
  if (format !== null) return READERS[format](text);
  for (const reader of Object.values(READERS)) {
    const read = reader(text);
    if (read !== null) return read;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import * as z from 'zod';
import type { FileCoverage } from '../domain/signals.js';

const count = z.object({ total: z.number(), covered: z.number() });
const istanbul = z.record(z.string(), z.object({ lines: count }));
const coveragePy = z.object({
  files: z.record(
    z.string(),
    z.object({ summary: z.object({ covered_lines: z.number(), num_statements: z.number() }) }),
  ),
});

/** The coverage of each file in a report of coverage.py, nyc, c8, jest, vitest or lcov. Null for any other text. */
export function readFileCoverage(text: string, top: string): readonly FileCoverage[] | null {
  const named = (path: string): string => (path.startsWith(`${top}/`) ? path.slice(top.length + 1) : path);
  const json = parsed(text);
  const python = coveragePy.safeParse(json);
  if (python.success)
    return Object.entries(python.data.files).map(([file, { summary }]) => ({
      ...{ file: named(file), covered: summary.covered_lines, lines: summary.num_statements },
    }));
  const node = istanbul.safeParse(json);
  if (node.success && Object.hasOwn(node.data, 'total'))
    return Object.entries(node.data)
      .filter(([file]) => file !== 'total')
      .map(([file, { lines }]) => ({ file: named(file), covered: lines.covered, lines: lines.total }));
  const records = [...text.matchAll(/^SF:(.+)\n([\s\S]*?)^end_of_record$/gm)];
  if (records.length === 0) return null;
  const of = (body: string, key: string): number => Number(new RegExp(`^${key}:(\\d+)$`, 'm').exec(body)?.[1] ?? 0);
  return records.map(([, file = '', body = '']) => ({
    ...{ file: named(file), covered: of(body, 'LH'), lines: of(body, 'LF') },
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

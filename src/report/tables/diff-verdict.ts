import type { DiffVerdict } from '../../domain/verdict.js';
import { type Line, line } from '../line.js';
import { linesOf } from '../plain-text.js';

/** What the reviewer said of a diff: the verdict, then its reason. */
export function diffVerdict({ approved, reason }: DiffVerdict, what: string, cli: string): readonly Line[] {
  const words = approved ? 'APPROVED' : 'REJECTED';
  return [
    line('result', `${words} by ${cli}: ${what}`, approved ? 'good' : 'bad'),
    ...linesOf(reason).map((text) => line('result', `  ${text}`)),
  ];
}

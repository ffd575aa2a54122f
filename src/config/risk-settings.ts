import { z } from 'zod';
import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Risk } from '../domain/task.js';
import { whole } from './key.js';

/** Cycles that a task's risk asks for when nothing is configured. Source: inner-loop.md 4. */
const CYCLES: Readonly<Record<Risk, number>> = { low: 2, medium: 3, high: 5 };

const level = z.object({ max_cycles: whole(1).optional() });

/** The cycles of each risk, from the table `risk_settings`. */
export function riskCycles(table: Readonly<Record<string, unknown>>): Result<Readonly<Record<Risk, number>>, Problem> {
  const cycles: Record<Risk, number> = { ...CYCLES };
  for (const name of ['low', 'medium', 'high'] as const) {
    const read = level.safeParse(table[name] ?? {});
    if (!read.success) {
      const why = read.error.issues[0]?.message ?? 'wrong';
      return err({
        what: `risk_settings.${name}: ${why}`,
        fix: `write max_cycles = ${CYCLES[name]}, a whole number of at least 1`,
      });
    }
    cycles[name] = read.data.max_cycles ?? cycles[name];
  }
  return ok(cycles);
}

import type * as z from 'zod';
import { type TaskRecord, taskRecord, type Used, type UsedBy } from '../../../src/domain/task-record.js';

/** The record of an approved task. */
export const recordOf = (more: Partial<z.input<typeof taskRecord>> = {}): TaskRecord =>
  taskRecord.parse({
    ...{ schema_version: 2, task: 'Add retry', outcome: 'approved', timestamp: '2026-01-31T12:00:00.000Z' },
    ...{ duration_seconds: 60, cycles: 2, tokens_source: null },
    ...more,
  });

/** What two calls used; without a price when it is null. */
export const used = (cost_usd: number | null, more: Partial<Used> = {}): Used => ({
  calls: 2,
  tokens: { input: 1_000, output: 100 },
  cost_usd,
  cost_is_least: false,
  source: 'reported',
  ...more,
});

export const usedBy = (role: string, cli: string, model: string | null, cost: number | null): UsedBy => ({
  ...{ role, cli, model },
  ...used(cost),
});

import type { RollbackContext } from '../domain/rollback.js';
import { dataBlock } from './fence.js';

/** Characters of the task that was taken back. */
const TASK = 2_000;

/** What an analysis is told of the task that was taken back last; empty when none was. */
export function rollbackBlock(last: RollbackContext | null): string {
  if (last === null) return '';
  const { task, reason, details } = last;
  const what = reason === 'test_failures' ? 'tests failed that had passed before' : 'the composite score fell too far';
  const rows = [
    `Task: ${[...task].slice(0, TASK).join('')}`,
    `Why: ${what}`,
    ...Object.entries(details).map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : value}`),
  ];
  return `A task was taken back lately. Whatever is proposed in its place has to go another way.\n\n${dataBlock('The task that was taken back', rows.join('\n'))}`;
}

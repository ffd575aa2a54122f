import type { RunEvent } from '../domain/event.js';
import { duration } from './figures.js';

/** Until when, as a clock of Greenwich shows it; empty when no tool said it. */
export function untilWords(until: string | null): string {
  if (until === null) return '';
  const [day = '', time = ''] = until.split('T');
  return ` until ${day} ${time.slice(0, 5)} UTC`;
}

/** What is said of a wait when it begins. */
export function waiting({ ms, cli, until, escapable }: Extract<RunEvent, { type: 'wait-began' }>): string {
  if (ms === 0) return 'is asked again';
  const end = until === null ? `waits ${duration(ms)}` : `waits${untilWords(until)} (${duration(ms)})`;
  return `${end} for ${cli} and is asked again${escapable ? '; Enter asks now' : ''}`;
}

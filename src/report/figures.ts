import type { Spent } from '../domain/event.js';

/** A duration as people say it: `0.4s`, `12s`, `3m 05s`, `1h 02m`. `ms` is milliseconds. */
export function duration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${two(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** A count of tokens: `950`, `3.4k`, `1.2M`. */
export function tokens(count: number): string {
  if (count < 1_000) return String(count);
  return count < 999_500 ? `${short(count / 1_000)}k` : `${short(count / 1_000_000)}M`;
}

const short = (n: number): string => (n < 99.95 ? n.toFixed(1) : String(Math.round(n)));

/** US dollars; small sums with more digits. */
export const dollars = (usd: number): string => `$${usd < 0.095 && usd > 0 ? usd.toFixed(4) : usd.toFixed(2)}`;

/** `1 file`, `2 files`. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** What a run or a task used, in one line. What no tool told is said to be untold. */
export function spentWords(spent: Spent): string {
  const mark = spent.estimated ? ' (estimated)' : '';
  const used = spent.inputTokens + spent.outputTokens;
  const told =
    used === 0 ? [] : [`${tokens(spent.inputTokens)} tokens in and ${tokens(spent.outputTokens)} out${mark}`];
  const price = spent.costUsd === null ? 'no cost told' : `${dollars(spent.costUsd)}${mark || ' as reported'}`;
  return [plural(spent.calls, 'agent call'), ...told, price].join(', ');
}

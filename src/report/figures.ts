import type { Spent } from '../domain/event.js';

/** A duration as people say it: `0.4s`, `12s`, `3m 05s`, `1h 02m`. `ms` is milliseconds. */
export const duration = (ms: number): string =>
  ms < 9_950 ? `${(Math.max(ms, 0) / 1_000).toFixed(1)}s` : wholeSeconds(Math.round(ms / 1_000));

/** The time that something has taken so far, in whole seconds: `0s`, `12s`, `3m 05s`. */
export const elapsed = (ms: number): string => wholeSeconds(Math.floor(Math.max(ms, 0) / 1_000));

function wholeSeconds(seconds: number): string {
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
export function dollars(usd: number): string {
  if (usd > 0 && usd < 0.0001) return '<$0.0001';
  return `$${usd > 0 && usd < 0.095 ? usd.toFixed(4) : usd.toFixed(2)}`;
}

/** `1 file`, `2 files`. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** The first names of a list, and how many more there are. */
export const firstOf = (names: readonly string[], shown: number): string =>
  names.length <= shown ? names.join(', ') : `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;

/** What a run or a task used. What no tool told is said to be untold; figures say whose they are (S6). */
export function spentWords({ calls, inputTokens, outputTokens, costUsd, estimated, unpriced }: Spent): string {
  const made = plural(calls, 'agent call');
  const used =
    inputTokens + outputTokens === 0 ? [] : [`${tokens(inputTokens)} tokens in and ${tokens(outputTokens)} out`];
  const source = estimated ? 'estimated' : 'as reported';
  if (costUsd !== null && unpriced.length > 0) {
    const untold = `calls of ${unpriced.join(' and ')} reported none`;
    return [made, ...used, `at least ${dollars(costUsd)} (${source}; ${untold})`].join(', ');
  }
  if (costUsd !== null) return [made, ...used, `${dollars(costUsd)} (${source})`].join(', ');
  if (used.length > 0) return `${[made, ...used].join(', ')} (${source}); no cost was reported`;
  return calls === 0 ? made : `${made}; no tokens or cost were reported`;
}

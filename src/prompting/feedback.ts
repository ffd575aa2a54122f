import type { Finding, Verdict } from '../domain/verdict.js';
import { SEVERITIES } from '../domain/verdict.js';
import { excerpt } from './excerpt.js';

/** Characters of feedback that an author gets. Source: agents.md 8.4. */
const MAX = 4_000;
/** Of these, what a note takes that something was left out. */
const NOTE = 100;

const line = ({ severity, where, problem }: Finding): string =>
  `- [${severity}]${where === null ? '' : ` ${where}:`} ${problem.trim()}`;

/** A refusal in the author's words: summary, then findings, worst first; whole findings only, and how many are left out. */
export function asFeedback(verdict: Verdict): string {
  const ordered = [...verdict.findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const summary = excerpt(verdict.summary.trim(), MAX / 4);
  const kept: string[] = [];
  let room = MAX - NOTE - summary.length;
  for (const finding of ordered) {
    const whole = line(finding);
    // The worst finding always goes along, shortened if it alone is too long.
    if (kept.length > 0 && whole.length >= room) break;
    const text = kept.length > 0 ? whole : excerpt(whole, room - NOTE);
    kept.push(text);
    room -= text.length + 1;
  }
  const left = ordered.length - kept.length;
  const more = left === 0 ? [] : [`(${left} more ${left === 1 ? 'finding was' : 'findings were'} left out for length)`];
  return [...(summary === '' ? [] : [summary, '']), ...kept, ...more].join('\n');
}

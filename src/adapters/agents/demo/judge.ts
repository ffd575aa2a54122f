import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_HEADING, noteFile } from './note.js';
import { taskIn } from './prompt-parts.js';

/** Reads the note in its file and asks for the section on how to check it, if that is missing. */
export function review(prompt: string, folder: string): object {
  const file = noteFile(taskIn(prompt));
  const path = join(folder, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const missing =
    text === null
      ? 'the note is not there'
      : text.includes(CHECK_HEADING)
        ? null
        : `the section "${CHECK_HEADING}" is missing: nobody can tell when the task is done`;
  return {
    status: missing === null ? 'APPROVED' : 'REQUEST_CHANGES',
    review: `I read ${file}. (This is the demo agent: it checks one thing.)`,
    summary:
      missing === null ? `Adds ${file}, which says what the task is and how to check it.` : `${file} is incomplete.`,
    findings: null,
    findings_by_severity: {
      critical: [],
      high: missing === null ? [] : [`${file}: ${missing}`],
      medium: [],
      low: [],
      nit: [],
    },
  };
}

/** Work is worth a review as soon as anything has changed. */
export function sanity(prompt: string): object {
  return prompt.includes('The task has changed no files.')
    ? { status: 'HALT', reason: 'nothing was changed' }
    : { status: 'OK', reason: 'there is a change to look at' };
}

/** It cannot judge a diff that is not its own, and says so. */
export const reviewDiff = (): object => ({
  verdict: 'REJECTED',
  reason: 'This is the demo agent: it does not think, so it approves no diff of yours. A real agent would read it.',
});

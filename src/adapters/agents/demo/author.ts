import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { note, noteFile } from './note.js';
import { criteriaIn, taskIn } from './prompt-parts.js';

/** Writes the note of the task, and forgets the half of it that a reviewer will miss. */
export function build(prompt: string, folder: string): string {
  const task = taskIn(prompt);
  write(folder, noteFile(task), note(task, criteriaIn(prompt), false));
  return `I wrote ${noteFile(task)}. I ran no checks. (This is the demo agent: it writes a note instead of code.)`;
}

/** Does what the feedback asks for, if it is the one thing the demo can mend. */
export function fix(prompt: string, folder: string): string {
  const task = taskIn(prompt);
  const file = noteFile(task);
  const before = readOr(join(folder, file));
  const mended = note(task, criteriaIn(prompt), true);
  if (before === mended) return 'There is nothing that the demo agent could mend here.';
  write(folder, file, mended);
  return `I added the missing section to ${file}. (This is the demo agent.)`;
}

/** A proposal of the right form; the demo knows nothing of the task. */
export const split = (): string => `## Analysis

This is the demo agent of millstone: it has not looked at the task, and shows what a proposal looks like.

## Suggested Subtasks

- [ ] **First half**: what others stand on
  - ID: demo-first-half
- [ ] **Second half**: the rest
  - ID: demo-second-half
  - Depends on: demo-first-half

## Rationale

A real agent would read the code and say why.`;

/** A report that says who wrote it: the demo looks at nothing. */
export const research = (prompt: string): string => `## FINDINGS

- The task is: ${taskIn(prompt).trim().split('\n')[0]}

## SUMMARY

This is the demo agent of millstone: it shows what a report looks like and has looked at nothing. A real agent would
read the repository and answer.`;

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import type { FakeTurn } from './fake-agent-turn.js';
import { approved, changesRequested } from './scripted-agents.js';

// The turns of a task in which nothing goes wrong; a test bends the one it is about.

export const TASK = ['--task', 'Add a file'] as const;

export const builds: FakeTurn = { on: 'build', says: 'done', edits: { 'a.txt': 'a\n' } };
export const approves: FakeTurn = { on: 'review', says: approved() };
export const commits: FakeTurn = { on: 'commit', runs: 'git add -A && git commit -qm "Add a"' };

/** A review that objects. */
export const refuses = (...findings: string[]): FakeTurn => ({ on: 'review', says: changesRequested(...findings) });

/** The author's answer to a refusal: `a.txt` gets this text. */
export const fixes = (text: string): FakeTurn => ({ on: 'fix', says: 'mended', edits: { 'a.txt': text } });

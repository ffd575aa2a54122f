import { scanLines } from './markdown.js';

/** A goal of a roadmap. Offsets count UTF-16 units of the text. */
export interface Goal {
  /** Its words, as they stand behind the box. */
  readonly text: string;
  readonly done: boolean;
  /** From 1. */
  readonly line: number;
  /** Where the mark in its box stands. */
  readonly box: number;
}

const GOAL = /^(\s*[-*+] \[)([ xX])\]\s+(\S.*?)\s*$/s;

/** The goals of a roadmap, in its order: checkboxes at any depth, never in a code fence or a comment. */
export function readRoadmap(text: string): readonly Goal[] {
  const goals: Goal[] = [];
  scanLines(text, (line) => {
    const [, before, mark, words] = line.kind === 'text' ? (GOAL.exec(line.text) ?? []) : [];
    if (before === undefined || words === undefined) return;
    goals.push({ text: words, done: mark !== ' ', line: line.number, box: line.start + before.length });
  });
  return goals;
}

/**
 * Ticks one goal: the open one with these words that stands at the place it had among those with the same words, wherever
 * its line is now. The text as it was when there is none.
 */
export function tickGoal(text: string, { text: words, nth }: { readonly text: string; readonly nth: number }): string {
  const alike = readRoadmap(text).filter((goal) => goal.text === words);
  const goal = alike[nth];
  if (goal === undefined || goal.done) return text;
  return `${text.slice(0, goal.box)}x${text.slice(goal.box + 1)}`;
}

/** The open goals, each with its place among all of the same words, from 0. */
export function openGoals(text: string): readonly (Goal & { readonly nth: number })[] {
  const goals = readRoadmap(text);
  return goals
    .map((goal) => ({ ...goal, nth: goals.filter((other) => other.text === goal.text).indexOf(goal) }))
    .filter(({ done }) => !done);
}

import type { RunEvent } from '../domain/event.js';
import type { Made } from '../domain/gate.js';
import { plural } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';

/** Things that a stage names. */
const NAMED = 10;

/** The heads of closing lines that scripts look for (cli.md 10.3, S17). */
const ENDED: Readonly<Record<string, string>> = {
  analyze: '=== Analysis Complete ===',
  design: '=== Design Complete ===',
  plan: '=== Planning Complete ===',
};

/** Stages that a person learns of by what happens in them. */
const SILENT: readonly string[] = ['execute', 'review_design'];

/** That a stage begins, and with what. */
export function stageStarted({ stage, title }: Extract<RunEvent, { type: 'stage-started' }>): readonly Line[] {
  if (SILENT.includes(stage)) return [];
  const name = `${stage.slice(0, 1).toUpperCase()}${stage.slice(1)}`.replaceAll('_', ' ');
  return [line('progress', `[${name}] Starting${title === null ? '' : `: "${oneLine(title)}"`}`, 'strong')];
}

/** What a stage came to. */
export function stageEnded({ stage, made }: Extract<RunEvent, { type: 'stage-ended' }>): readonly Line[] {
  const head = ENDED[stage];
  // What its tasks came to was told with each of them.
  const undesigned = stage === 'design' && made.every(({ kind }) => kind === 'opportunity');
  if (SILENT.includes(stage) || undesigned) return [];
  return [
    ...(head === undefined ? [] : [line('result', head, 'good')]),
    ...(stage === 'plan' ? [line('result', `Tasks added: ${made.length}`)] : []),
    ...(stage === 'analyze' ? [line('result', `Opportunities found: ${made.length}`)] : []),
    ...made.slice(0, NAMED).map((one) => line('result', `  ${told(one)}`, 'plain', 4)),
    ...(made.length > NAMED ? [line('result', `  and ${made.length - NAMED} more`)] : []),
    line('progress', ''),
  ];
}

const told = ({ kind, id, title, file, size }: Made): string =>
  kind === 'design'
    ? `${file}: ${oneLine(title)} (${plural(size, 'character')})`
    : `${id}: ${oneLine(title)} (${file})`;

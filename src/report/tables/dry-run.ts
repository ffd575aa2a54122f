import type { Problem } from '../../domain/halt.js';
import type { ProjectCheck } from '../../domain/project-check.js';
import { type Line, line } from '../line.js';
import { oneLine, plainText } from '../plain-text.js';

/** What a run would do. */
export interface DryRun {
  /** In a sentence or two, what would happen. */
  readonly would: readonly string[];
  /** What a start would be refused for as things stand. */
  readonly refusedFor: readonly Problem[];
  /** The tasks that would be done, in order, and how many more are pending. */
  readonly tasks: readonly {
    readonly id: string;
    readonly title: string;
    /** Of tasks at once: when it would begin, and why not sooner. */
    readonly when?: string;
  }[];
  readonly more: number;
  /** The templates that would be used; null for those that come with millstone. */
  readonly templates: readonly { readonly name: string; readonly own: string | null }[];
  readonly checks: readonly ProjectCheck[] | null;
  readonly prompts: readonly { readonly role: string; readonly purpose: string; readonly text: string }[];
  /** Null where none is used. */
  readonly tasklist: TasklistState | RemoteState | null;
}

/** A tracker that the settings name, and the labels that a task must have there. */
interface RemoteState {
  readonly provider: string;
  readonly labels: readonly string[];
}

/** How the tasklist stands, and whether it would be compacted first. */
export interface TasklistState {
  readonly file: string;
  readonly exists: boolean;
  readonly pending: number;
  readonly completed: number;
  readonly threshold: number;
}

/** Whether a run would compact the list first. */
export function compaction({ completed, threshold }: TasklistState): string {
  if (threshold < 1) return 'disabled (compact_threshold is 0)';
  return completed >= threshold
    ? `would run first: ${completed} completed tasks, the threshold is ${threshold}`
    : `not needed: ${completed} completed tasks, the threshold is ${threshold}`;
}

/** Shows what would be done. The first and the last line are those that scripts look for (cli.md 5.1). */
export function dryRunLines(one: DryRun, header: readonly Line[]): readonly Line[] {
  const say = (text: string): Line => line('result', text);
  const section = (title: string, rows: readonly string[]): readonly Line[] =>
    rows.length === 0 ? [] : [say(''), line('result', title, 'strong'), ...rows.map(say)];
  const { tasklist, checks } = one;
  return [
    say('=== DRY RUN MODE ==='),
    ...header.map(({ text, tone }) => line('result', text, tone)),
    ...one.would.map(say),
    ...one.refusedFor.flatMap(({ what, fix }) => [
      line('result', `WARN: a start would be refused: ${oneLine(what)}`, 'warn'),
      ...(fix === null ? [] : fix.split('\n').map((text) => say(`  ${text}`))),
    ]),
    ...section(one.tasks.some(({ when }) => when !== undefined) ? 'Tasks at once' : 'Tasks, in this order', [
      ...one.tasks.map(
        ({ id, title, when }, i) => `${i + 1}. ${oneLine(title)} (${id})${when === undefined ? '' : `: ${when}`}`,
      ),
      ...(one.more > 0 ? [`and ${one.more} more that are pending`] : []),
    ]),
    ...section(
      'Checks of the project, before each review',
      checks === null
        ? []
        : checks.length === 0
          ? ['none are known']
          : checks.map(({ kind, command }) => `${kind}: ${oneLine(command)}`),
    ),
    ...section(
      'Prompt templates',
      one.templates.map(({ name, own }) => `${name}.md ${own === null ? '(built in)' : `(${own})`}`),
    ),
    ...one.prompts.flatMap(promptLines),
    ...(tasklist === null
      ? []
      : [say(''), ...('provider' in tasklist ? remoteRows(tasklist) : listRows(tasklist)).map(say)]),
    say(''),
    say('Nothing was changed, and no agent was asked.'),
    say('=== END DRY RUN ==='),
  ];
}

const listRows = (tasklist: TasklistState): readonly string[] => [
  `Tasklist: ${tasklist.file}${tasklist.exists ? '' : ' (does not exist)'}`,
  `  ${tasklist.pending} pending, ${tasklist.completed} completed`,
  `  compaction ${compaction(tasklist)}`,
];

const remoteRows = ({ provider, labels }: RemoteState): readonly string[] => [
  `Tasklist: ${provider}`,
  `  labels: ${labels.map(oneLine).join(', ') || 'none'}`,
];

/** A prompt as it would be sent, between two marks. */
export const promptLines = ({ role, purpose, text }: DryRun['prompts'][number]): readonly Line[] => [
  line('result', ''),
  line('result', `--- prompt for the ${role} (${purpose}) ---`, 'strong'),
  ...plainText(text)
    .split('\n')
    .map((one) => line('result', one)),
  line('result', '--- end of the prompt ---'),
];

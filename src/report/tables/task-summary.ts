import type { TaskSummary } from '../../domain/metrics.js';
import type { TaskRecord } from '../../domain/task-record.js';
import { duration, tokens as short } from '../figures.js';
import { type Line, line, type Tone } from '../line.js';
import { percent, signed } from './evaluation.js';
import { grid } from './grid.js';
import { costSays } from './task-costs.js';

/** Tasks that the table shows. Source: eval.md 12.1. */
const SHOWN = 10;

const say = (text: string, tone: Tone = 'plain'): Line => line('result', text, tone);
const BLANK = say('');
const UNTOLD = 'not reported';

/** What tasks cost and brought, for a person; `tasks` are oldest first. The tokens in it are looked for by scripts (S17). */
export function taskSummaryLines(summary: TaskSummary, tasks: readonly TaskRecord[]): readonly Line[] {
  const { costs, perApproved, impact } = summary;
  const { tokens, usd, least } = costs;
  const sum =
    tokens === null
      ? UNTOLD
      : `${grouped(tokens.input + tokens.output)} (${grouped(tokens.input)} in, ${grouped(tokens.output)} out${costs.estimated ? '; in part estimated' : ''})`;
  const untold =
    usd === null || costs.priced === costs.tasks ? '' : ` (told of ${costs.priced} of ${costs.tasks} tasks)`;
  return [
    say('=== Task Cost Summary ===', 'strong'),
    say(`Tasks analyzed: ${costs.tasks}`),
    say(`Approved: ${costs.approved}/${costs.tasks} (${percent(costs.approved / costs.tasks)})`),
    say(`Total duration: ${(costs.totalMs / 60_000).toFixed(1)} minutes`),
    say(`Total tokens: ${sum}`),
    say(`Total cost: ${costSays({ cost_usd: usd, cost_is_least: least })}${untold}`),
    say(`Total cycles: ${costs.cycles}`),
    ...(perApproved === null
      ? []
      : [
          BLANK,
          say('For each approved task, what failed ones used included:'),
          ...averages(perApproved, least || costs.priced < costs.tasks),
        ]),
    ...(impact === null ? [] : [BLANK, ...impactLines(impact)]),
    BLANK,
    ...newest(tasks),
  ];
}

function averages(
  { seconds, cycles, tokens, usd }: NonNullable<TaskSummary['perApproved']>,
  least: boolean,
): readonly Line[] {
  return [
    say(`  Duration: ${seconds.toFixed(1)}s`),
    say(`  Tokens: ${tokens === null ? UNTOLD : grouped(Math.round(tokens))}`),
    say(`  Cost: ${costSays({ cost_usd: usd, cost_is_least: least })}`),
    say(`  Cycles: ${cycles.toFixed(1)}`),
  ];
}

function impactLines({ tasks, average, perThousandTokens }: NonNullable<TaskSummary['impact']>): readonly Line[] {
  const gain = perThousandTokens === null ? UNTOLD : signed(perThousandTokens, 4);
  return [
    say('What they brought, by evaluations before and after:'),
    say(`  Tasks with both: ${tasks}`),
    say(`  Average change of the composite score: ${signed(average, 3)}`),
    say(`  Change for each 1000 tokens: ${gain}`),
  ];
}

function newest(tasks: readonly TaskRecord[]): readonly Line[] {
  const shown = tasks.slice(-SHOWN).reverse();
  const rest = tasks.length - shown.length;
  const rows = shown.map((one) => [
    one.title ?? one.task,
    one.outcome,
    duration(one.duration_seconds * 1_000),
    one.tokens_source === null ? 'n/a' : short(one.tokens.input + one.tokens.output),
    one.cost_usd === null ? 'n/a' : costSays(one),
    one.eval_delta?.composite === undefined ? 'n/a' : signed(one.eval_delta.composite, 3),
  ]);
  return [...grid(HEADS, rows), ...(rest > 0 ? [say(`  ... and ${rest} more`, 'dim')] : [])];
}

const grouped = (count: number): string => count.toLocaleString('en-US');

const HEADS = [
  { title: 'Task', most: 40 },
  { title: 'Outcome', most: 24 },
  { title: 'Duration', right: true },
  { title: 'Tokens', right: true },
  { title: 'Cost', right: true },
  { title: 'Score', right: true },
];

import { dollars, duration } from '../figures.js';
import { costSays } from '../tables/task-costs.js';
import { chartCard } from './chart-card.js';
import { barChart, type ChartBar } from './charts/bar-chart.js';
import type { ReportFacts } from './facts.js';
import { html, type Markup } from './markup.js';
import { table } from './table.js';
import { moment, shortened } from './words.js';

/** Tasks that are shown, the newest. */
const SHOWN = 40;

/** What tasks have cost, one after the other. */
export function costHistory({ tasks, story }: ReportFacts): Markup {
  const shown = tasks.slice(-SHOWN);
  if (shown.length === 0)
    return html`<p class="card">No task has left a record yet, so that nothing can be said of costs over time.</p>`;
  const told = shown.some(({ cost_usd }) => cost_usd !== null);
  const bars = shown.map(
    (one): ChartBar => ({
      at: one.timestamp,
      name: shortened(one.title ?? one.task, 60),
      parts: one.cost_usd === null ? null : [{ kind: 'cost', value: one.cost_usd, says: costSays(one) }],
      marked: one.run === story.run,
      flag: null,
    }),
  );
  const about = { id: 'cost', title: 'Cost of each task in US dollars', says: 'The table has the numbers.' };
  const chart = told
    ? barChart(about, bars, dollars, 'not reported')
    : html`<p class="empty">No agent has reported a cost for any of these tasks.</p>`;
  const columns = [
    { title: 'Task' },
    { title: 'Cost', right: true },
    { title: 'Cycles', right: true },
    { title: 'Time', right: true },
  ];
  const rows = shown
    .toReversed()
    .map((one) => [
      html`${shortened(one.title ?? one.task, 60)}<br><span class="soft"><time datetime="${one.timestamp}">${moment(one.timestamp).slice(0, 16)}</time>${one.run === story.run ? ' this run' : ''}</span>`,
      one.cost_usd === null ? html`<span class="none">not reported</span>` : costSays(one),
      String(one.cycles),
      duration(one.duration_seconds * 1_000),
    ]);
  return chartCard(
    'cost',
    'Cost of tasks',
    chart,
    [],
    table('Cost of tasks, the newest first', columns, rows, { hideCaption: true }),
  );
}

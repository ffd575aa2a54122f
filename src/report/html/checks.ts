import { type CheckRun, checkFound, checkSays, standingOf } from '../../domain/project-check.js';
import type { RunStory, TaskStory } from '../../domain/run-story.js';
import { duration } from '../figures.js';
import { type Content, html, type Markup, when } from './markup.js';
import { badge } from './signs.js';
import { scrolled, table } from './table.js';
import type { Mood } from './words.js';

const MOODS: Readonly<Record<ReturnType<typeof standingOf>, Mood>> = {
  passed: 'good',
  failed: 'bad',
  'not-measured': 'calm',
};

/** The checks of a cycle in a line. */
export const checkSummary = (checks: readonly CheckRun[]): Markup =>
  html`<p class="line">${checks.map((ran) => badge(MOODS[standingOf(ran)], html`${ran.kind}: ${checkSays(ran)}`))}</p>`;

/** What the project's own checks said before each task, after its first cycle, and in the end. */
export function checks({ tasks, evaluations }: RunStory): Markup {
  const baseline = evaluations.find(({ when: at }) => at === 'baseline')?.stored.evaluation.checks ?? [];
  const known = new Map<string, Content>(
    baseline.map(({ kind, command, standing, says }) => [`${kind} ${command}`, badge(MOODS[standing], says)]),
  );
  const rows = tasks.flatMap((one) => rowsOf(one, known));
  if (rows.length === 0)
    return html`<p>No checks of the project were run. They are found by the files of the project, or named in <code>.millstone/project.toml</code>.</p>`;
  const columns = ['Task', 'Check', 'Before', 'After the first cycle', 'In the end'].map((title) => ({ title }));
  return scrolled('The checks, by task', table("The project's own checks, by task", columns, rows));
}

/** A row for each check; what it said in the end is what the next task begins with. */
function rowsOf(
  { before: earlier, cycles, label }: TaskStory,
  known: Map<string, Content>,
): readonly (readonly Content[])[] {
  for (const ran of earlier) known.set(`${ran.kind} ${ran.command}`, said(ran));
  const keys = new Map<string, CheckRun[]>();
  for (const ran of cycles.flatMap((one) => one.checks)) {
    const key = `${ran.kind} ${ran.command}`;
    keys.set(key, [...(keys.get(key) ?? []), ran]);
  }
  return [...keys].flatMap(([key, runs]) => {
    const [first, last] = [runs[0], runs.at(-1)];
    if (first === undefined || last === undefined) return [];
    const before = known.get(key) ?? badge('calm', 'not measured');
    known.set(key, said(last));
    const name = html`<strong>${first.kind}</strong> <code>${first.command}</code>`;
    return [
      [label, name, before, runs.length === 1 ? html`<span class="soft">the only one</span>` : said(first), told(last)],
    ];
  });
}

const said = (ran: CheckRun): Markup => badge(MOODS[standingOf(ran)], checkSays(ran));

/** With what it found, and how long it took. */
function told(ran: CheckRun): Markup {
  const found = checkFound(ran);
  return html`${said(ran)} <span class="soft">in ${duration(ran.ms)}</span>${when(found !== '', () => html`<br><span class="soft">${found}</span>`)}`;
}

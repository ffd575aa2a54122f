import { branchName } from '../../domain/change.js';
import type { RunEnding, RunStory } from '../../domain/run-story.js';
import { duration, plural } from '../figures.js';
import type { ReportFacts } from './facts.js';
import { type Content, html, type Markup, when } from './markup.js';
import { badge } from './signs.js';
import { moment, ROLE_NAMES } from './words.js';

/** What the run was about. */
export function titleOf({ tasks: parts, tasklist }: RunStory): string {
  const tasks = parts.filter(({ kind }) => kind === 'task');
  const stages = parts.filter(({ kind }) => kind === 'stage');
  if (tasks.length === 0 && stages.length > 0) return stages.map(({ label }) => label).join(', ');
  const [only, ...others] = tasks;
  if (only !== undefined && others.length === 0) return only.title;
  const list = tasklist === null ? '' : ` of ${tasklist}`;
  return tasks.length === 0 ? `A run without tasks` : `${plural(tasks.length, 'task')}${list}`;
}

/** The head of the page: what, how it ended, where and when. */
export function top({ story, usage }: ReportFacts): Markup {
  const { end, repo, project, branch, began, ended, ms, takenUp, run, version } = story;
  const facts: readonly (readonly [string, Content])[] = [
    ...(project === null ? [] : [['Project', project] as const]),
    ['Repository', html`${repo.split('/').at(-1) ?? repo} <span class="soft">on ${branchName(branch)}</span>`],
    ['Began', html`<time datetime="${began}">${moment(began)}</time>`],
    ['Ended', ended === null ? 'not yet, or it died' : html`<time datetime="${ended}">${moment(ended)}</time>`],
    [
      'Worked',
      `${duration(ms)}, ${plural(usage.total.calls, 'agent call')}${takenUp.length === 0 ? '' : `, taken up again ${times(takenUp.length)}`}`,
    ],
    ['Agents', agentsOf(story)],
    ['Run', html`<code>${run}</code>`],
    ['millstone', version],
  ];
  return html`<header class="top">
<p class="brand"><span class="stone" aria-hidden="true"></span>millstone <span class="soft">report of a run</span></p>
<h1>${titleOf(story)}</h1>
<p class="ending">${ending(end)}${when(end.kind === 'halted', () => html`<span>${end.kind === 'halted' ? end.says : ''}</span>`)}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

function ending(end: RunEnding): Markup {
  switch (end.kind) {
    case 'done':
      return badge('good', 'Done');
    case 'halted':
      return badge('bad', 'Halted');
    case 'open':
      return badge('warn', 'Not ended');
    default:
      return end satisfies never;
  }
}

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

/** The agents, each with the roles that it plays. */
function agentsOf({ agents }: RunStory): string {
  const by = new Map<string, string[]>();
  for (const role of ['author', 'reviewer', 'sanity'] as const) {
    const casting = agents[role];
    if (casting === undefined) continue;
    const name = casting.model === null ? casting.cli : `${casting.cli} (${casting.model})`;
    by.set(name, [...(by.get(name) ?? []), ROLE_NAMES[role].toLowerCase()]);
  }
  const all = [...by];
  const [only] = all;
  if (only !== undefined && all.length === 1) return `${only[0]}, every role`;
  return all.map(([name, roles]) => `${name}: ${roles.join(', ')}`).join('; ');
}

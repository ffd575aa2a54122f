import { type CycleStory, isTakenBack, type StepStory, type TaskStory } from '../../domain/run-story.js';
import { type Finding, SEVERITIES } from '../../domain/verdict.js';
import { duration, plural } from '../figures.js';
import { weakenedSays } from '../weakened.js';
import { changes } from './changes.js';
import { checkSummary } from './checks.js';
import { judgedLine } from './judged.js';
import { type Content, html, type Markup, when } from './markup.js';
import { badge, severityBadge } from './signs.js';
import { folded, scrolled } from './table.js';
import { lines } from './tiles.js';
import { LANE_NAMES, outcomeWords, shortened } from './words.js';

/** Characters of an agent's words that are shown. */
const WORDS = 2_000;

/** What happened in a task, cycle by cycle. */
export function task(story: TaskStory, number: number): Markup {
  const { kind, label, title, risk, outcome, cycles, maxCycles, startMs, endMs, commits, takenBack, files } = story;
  const { mood, words } = outcomeWords(outcome);
  return html`<article class="card task" aria-labelledby="task-${number}">
<header><h3 id="task-${number}"><span class="soft">${label}</span> ${title}</h3>
<p class="line">${when(kind === 'task', () => badge(mood, words))}<span>${kind === 'task' ? `${cycles.length} of ${plural(maxCycles, 'cycle')}` : plural(cycles.length, 'cycle')}</span><span>${duration(endMs - startMs)}</span>${when(kind === 'task', () => html`<span>${lines(files)} in ${plural(files.length, 'file')}${when(isTakenBack(story), () => ', taken back')}</span>`)}${when(risk !== null, () => html`<span>${risk} risk</span>`)}</p></header>
<ol class="cycles">${cycles.map(cycle)}</ol>
${when(commits.length > 0, () => html`<h4>Committed</h4><ul class="commits">${commits.map(({ id, subject }) => html`<li><code>${id.slice(0, 12)}</code> ${subject}${when(takenBack[id] !== undefined, () => html` ${badge('warn', html`taken back by <code>${(takenBack[id] ?? '').slice(0, 12)}</code>`)}`)}</li>`)}</ul>`)}
${when(files.length > 0, () => folded(html`What changed: ${plural(files.length, 'file')}`, scrolled(`Files of ${label}`, changes(files, `Files that ${label} changed`)), files.length <= 8))}
</article>`;
}

function cycle(story: CycleStory): Markup {
  const { cycle: number, steps, files, checks, judged, weakened, insane, verdict, remarks, startMs, endMs } = story;
  const asked = steps.filter(({ lane, ok }) => lane === 'author' && ok);
  return html`<li class="cycle"><h4>Cycle ${number} ${verdictBadge(story)} <span class="soft time">${duration(endMs - startMs)}</span></h4>
<p class="line steps">${steps.map(step)}</p>
${when(files !== null, () => html`<p class="soft">The change after it: ${lines(files ?? [])} in ${plural(files?.length ?? 0, 'file')}.</p>`)}
${when(checks.length > 0, () => checkSummary(checks))}
${judged.map(judgedLine)}
${when(weakened !== null, () => html`<p class="note">The change ${weakened === null ? '' : weakenedSays(weakened)}; the reviewer was told.</p>`)}
${when(insane !== null, () => html`<p class="note">The sanity check let nobody review it: ${insane}</p>`)}
${when(verdict !== null && verdict.summary.trim() !== '', () => html`<blockquote class="words">${shortened(verdict?.summary ?? '', WORDS)}</blockquote>`)}
${when((verdict?.findings.length ?? 0) > 0, () => findings(verdict?.findings ?? []))}
${remarks.map((text) => html`<p class="note">${shortened(text, WORDS)}</p>`)}
${when(asked.length > 0, () =>
  folded(
    'What the author said',
    asked.map(({ what, says }) => html`<p class="soft">${what}</p><p class="words">${shortened(says, WORDS)}</p>`),
  ),
)}
</li>`;
}

function verdictBadge({ verdict, insane }: CycleStory): Markup {
  if (verdict !== null) return verdict.approved ? badge('good', 'approved') : badge('bad', 'changes requested');
  return insane === null ? badge('calm', 'no verdict') : badge('bad', 'not reviewed');
}

function step({ lane, what, ms, ok, by }: StepStory): Content {
  const name = lane === 'checks' || lane === 'other' ? what : LANE_NAMES[lane];
  const doing = lane === 'author' && what !== 'build' ? ` (${what})` : '';
  return html`<span class="step lane-${lane}"><span class="dot" aria-hidden="true"></span>${name}${doing} <span class="soft">${duration(ms)}${when(by !== null && lane !== 'wait', () => ` · ${by?.cli ?? ''}`)}${when(!ok, () => ' · failed')}</span></span>`;
}

/** Findings, the worst first. */
function findings(all: readonly Finding[]): Markup {
  const sorted = SEVERITIES.flatMap((name) => all.filter(({ severity }) => severity === name));
  return html`<ul class="findings" aria-label="Findings">${sorted.map(
    ({ severity, where, problem }) =>
      html`<li>${severityBadge(severity)}<span>${when(where !== null, () => html`<code>${where}</code> `)}${shortened(problem, WORDS)}</span></li>`,
  )}</ul>`;
}

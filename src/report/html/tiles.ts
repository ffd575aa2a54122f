import type { FileChange } from '../../domain/change.js';
import { isDone } from '../../domain/outcome.js';
import { isTakenBack, standingCommits } from '../../domain/run-story.js';
import { dollars, plural, tokens } from '../figures.js';
import { severities } from '../findings.js';
import type { ReportFacts } from './facts.js';
import { type Content, html, type Markup } from './markup.js';

/** The figures of the run at one look. */
export function tiles({ story, usage }: ReportFacts): Markup {
  const tasks = story.tasks.filter(({ kind }) => kind === 'task');
  const done = tasks.filter(({ outcome }) => outcome !== null && isDone(outcome)).length;
  const cycles = story.tasks.flatMap((one) => one.cycles);
  const findings = cycles.flatMap(({ verdict }) => verdict?.findings ?? []);
  const refusals = cycles.filter(({ verdict }) => verdict?.approved === false).length;
  const files = story.tasks.filter((one) => !isTakenBack(one)).flatMap((one) => one.files);
  const commits = story.tasks.flatMap(standingCommits).length;
  const back = story.tasks.flatMap((one) => one.commits).length - commits;
  const { costUsd, inputTokens, outputTokens, estimated, unpriced } = usage.total;
  const guessed = estimated ? 'estimated' : 'as reported';
  const untold = unpriced.length === 0 ? '' : `; ${unpriced.join(' and ')} told none`;
  const rows: readonly (readonly [string, Content, Content])[] = [
    [
      'Tasks done',
      html`${done}<span class="of"> of ${tasks.length}</span>`,
      `${plural(commits, 'commit')}${back === 0 ? '' : ` and ${back} taken back`}`,
    ],
    ['Cycles', String(cycles.length), `${plural(refusals, 'refusal')} by the reviewer`],
    ['Findings', String(findings.length), severities(findings) || 'nothing to object to'],
    ['Changed', lines(files), plural(new Set(files.map(({ path }) => path)).size, 'file')],
    [
      'Cost',
      costUsd === null ? html`<span class="none">not reported</span>` : dollars(costUsd),
      costUsd === null
        ? 'no agent told a price'
        : `${unpriced.length === 0 ? guessed : `the least it can be${untold}`}`,
    ],
    [
      'Tokens',
      inputTokens + outputTokens === 0
        ? html`<span class="none">not reported</span>`
        : tokens(inputTokens + outputTokens),
      inputTokens + outputTokens === 0
        ? 'no agent told any'
        : `${tokens(inputTokens)} in, ${tokens(outputTokens)} out, ${guessed}`,
    ],
  ];
  return html`<section aria-labelledby="at-a-glance"><h2 id="at-a-glance" class="unseen">At a glance</h2>
<dl class="tiles">${rows.map(
    ([name, value, more]) =>
      html`<div class="tile"><dt>${name}</dt><dd class="value">${value}</dd><dd class="soft">${more}</dd></div>`,
  )}</dl></section>`;
}

/** `+12 −3`. */
export function lines(files: readonly Pick<FileChange, 'added' | 'deleted'>[]): Markup {
  const added = files.reduce((sum, one) => sum + one.added, 0);
  const deleted = files.reduce((sum, one) => sum + one.deleted, 0);
  return html`<span class="added">+${added}</span> <span class="deleted">−${deleted}</span>`;
}

import { plural } from '../figures.js';
import { checks } from './checks.js';
import type { ReportFacts } from './facts.js';
import { history } from './history.js';
import { runEvaluations } from './judged.js';
import { type Content, html, Markup, when } from './markup.js';
import { STYLE } from './style.js';
import { task } from './task.js';
import { tiles } from './tiles.js';
import { timeline } from './timeline.js';
import { titleOf, top } from './top.js';
import { usage } from './usage.js';
import { moment } from './words.js';

/** Nothing may be loaded and nothing run: there is only markup and this style. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The page about a run: one file that needs nothing else. */
export function page(facts: ReportFacts): string {
  const { story } = facts;
  const sections: readonly (readonly [id: string, title: string, content: Content])[] = [
    ['timeline', 'Time line', story.tasks.length === 0 ? html`<p>No task was begun.</p>` : timeline(story)],
    ['tasks', 'Tasks', story.tasks.map((one, i) => task(one, i + 1))],
    [
      'checks',
      'Checks before and after',
      html`<div class="card">${checks(story)}
${runEvaluations(facts.inRun)}</div>`,
    ],
    ['cost', 'Cost and tokens', html`<div class="card">${usage(facts)}</div>`],
    ['history', 'Over time', history(facts)],
  ];
  return html`${new Markup('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="millstone ${facts.version}">
<title>${titleOf(story)} – millstone</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
${PATTERN}
<div class="page">
${top(facts)}
<nav aria-label="Parts of the report"><ul>${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main id="main">
${gaps(facts)}
${tiles(facts)}
${sections.map(
  ([id, title, content]) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}
</section>
`,
)}</main>
<footer><p>Made by millstone ${facts.version} on <time datetime="${facts.made}">${moment(facts.made)}</time>; all times are UTC. This page is one file: it loads nothing, runs nothing, and tells what the log of the run tells.</p></footer>
</div>
</body>
</html>
`.text;
}

/** What could not be read, so that nobody takes the rest for all. */
function gaps({ story, damaged }: ReportFacts): Content {
  if (story.damaged.length + damaged.length === 0) return null;
  const shown = story.damaged.slice(0, 10).join(', ');
  return html`<aside class="card note" aria-label="What is missing here">
${when(story.damaged.length > 0, () => html`<p>${plural(story.damaged.length, 'line')} of the log could not be read (${shown}${story.damaged.length > 10 ? ' and more' : ''}) and is left out.</p>`)}
${damaged.map(({ file, line, why }) => html`<p><code>${line === null ? file : `${file}:${line}`}</code> is left out: ${why}.</p>`)}</aside>`;
}

/** The hatching of what must not be told by colour alone. */
const PATTERN = html`<svg class="unseen" aria-hidden="true" width="0" height="0"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-back" width="6" height="6"/><rect class="hatch-line" width="2.4" height="6"/></pattern><pattern id="hatch-out" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="out-back" width="5" height="5"/><rect class="out-line" width="1.6" height="5"/></pattern></defs></svg>`;

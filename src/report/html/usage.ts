import { scaleLinear } from 'd3-scale';
import type { Spent } from '../../domain/event.js';
import { tokens } from '../figures.js';
import { OWN_CHOICE } from '../tables/metrics.js';
import { costSays, tokensSay } from '../tables/task-costs.js';
import { usedOf } from '../usage-book.js';
import type { ReportFacts } from './facts.js';
import { type Content, html, type Markup, when } from './markup.js';
import { scrolled, table } from './table.js';
import { ROLE_NAMES } from './words.js';

/** What the run used, by role, and by agent and model. */
export function usage({ usage: { byRole, byAgent, total } }: ReportFacts): Markup {
  if (total.calls === 0) return html`<p>No agent was asked.</p>`;
  const figures = [
    { title: 'Calls', right: true },
    { title: 'Tokens', right: true },
    { title: 'Cost', right: true },
  ];
  const roles = byRole.map(({ role, spent }) => [ROLE_NAMES[role], ...figuresOf(spent)]);
  const agents = byAgent.map(({ casting, spent }) => [casting.cli, casting.model ?? OWN_CHOICE, ...figuresOf(spent)]);
  const known = total.inputTokens + total.outputTokens > 0;
  return html`<div class="${known ? 'beside' : ''}">
${when(known, () => tokenBars(byRole))}
${scrolled('By role', table('By role', [{ title: 'Role' }, ...figures], [...roles, ['All', ...figuresOf(total)]], { marked: (row) => row === roles.length }))}
</div>
${scrolled('By agent and model', table('By agent and model', [{ title: 'Agent' }, { title: 'Model' }, ...figures], agents))}
<p class="soft">${note(total)}</p>`;
}

function figuresOf(spent: Spent): readonly Content[] {
  const used = usedOf(spent);
  const shown = (text: string): Content => (text === 'not reported' ? html`<span class="none">${text}</span>` : text);
  return [String(used.calls), shown(tokensSay(used)), shown(costSays(used))];
}

function note({ costUsd, inputTokens, outputTokens, estimated }: Spent): string {
  const told = costUsd !== null || inputTokens + outputTokens > 0;
  if (!told) return 'The command line tools of these agents reported neither tokens nor cost.';
  return estimated
    ? 'Some figures are estimates of millstone; the others are as the agents reported them.'
    : 'As the agents reported it themselves.';
}

const WIDTH = 420;
const LEFT = 96;
const ROW = 40;

/** Tokens in and out of each role. */
function tokenBars(roles: ReportFacts['usage']['byRole']): Markup {
  const most = Math.max(1, ...roles.map(({ spent }) => spent.inputTokens + spent.outputTokens));
  const x = scaleLinear([0, most], [0, WIDTH - LEFT - 64]);
  const rows = roles.map(({ role, spent }, i) => {
    const y = i * ROW + 8;
    const [first, second] = [x(spent.inputTokens), x(spent.outputTokens)];
    const sum = spent.inputTokens + spent.outputTokens;
    return html`<text class="lane-name" x="${LEFT - 8}" y="${y + 17}" text-anchor="end">${ROLE_NAMES[role]}</text>
<rect class="tokens-in" x="${LEFT}" y="${y}" width="${Math.round(first)}" height="24"><title>${ROLE_NAMES[role]}: ${tokens(spent.inputTokens)} in</title></rect>
<rect class="tokens-out" x="${LEFT + Math.round(first)}" y="${y}" width="${Math.round(second)}" height="24"><title>${ROLE_NAMES[role]}: ${tokens(spent.outputTokens)} out</title></rect>
<text class="tick" x="${LEFT + Math.round(first + second) + 6}" y="${y + 17}">${sum === 0 ? 'not reported' : tokens(sum)}</text>`;
  });
  return html`<figure><svg class="chart" viewBox="0 0 ${WIDTH} ${roles.length * ROW + 8}" role="img" aria-labelledby="tokens-drawing">
<title id="tokens-drawing">Tokens by role; the table beside has the same figures</title>${rows}</svg>
<figcaption class="legend"><span class="key-in"><span class="dot" aria-hidden="true"></span>in, cached ones included</span><span class="key-out"><span class="dot hatched" aria-hidden="true"></span>out</span></figcaption></figure>`;
}

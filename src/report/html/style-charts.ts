import { LANES } from '../../domain/run-story.js';

const lanes = LANES.map((lane) => (lane === 'wait' ? '' : `.lane-${lane}{--own:var(--${lane})}`)).join('');
const SERIES = ['author', 'reviewer', 'checks', 'sanity'];
const series = SERIES.map((name, n) => `.series-${n}{--own:var(--${name})}`).join('');

/** How drawings look; they take their colours from the page. */
export const CHART_STYLE = `
${lanes}.lane-wait{--own:var(--strong)}${series}
.dot{display:inline-block;width:.7em;height:.7em;border-radius:.2em;background:var(--own);margin-right:.4em}
.timeline{width:100%;min-width:46rem;height:auto;display:block}
.chart{width:100%;max-width:34rem;height:auto;display:block}
.timeline text,.chart text{font:12px var(--sans);fill:var(--soft);font-variant-numeric:tabular-nums}
.timeline .lane-name,.chart .lane-name{fill:var(--ink)}
.timeline .band-name{fill:var(--ink);font-weight:600}
.timeline .letter{fill:var(--card);font-weight:700}
.grid{stroke:var(--edge);stroke-width:1}
.axis{stroke:var(--strong);stroke-width:1}
.band{fill:var(--raised)}.band.odd{fill:var(--card);stroke:var(--edge)}
.cycle-line{stroke:var(--strong);stroke-width:1;stroke-dasharray:2 4}
.taken-up{stroke:var(--warn);stroke-width:2;stroke-dasharray:6 3}
.bar{fill:var(--own)}
.bar.lane-wait{fill:none;stroke:var(--own);stroke-dasharray:3 3}
.bar.failed{fill:url(#hatch);stroke:var(--bad);stroke-width:1.5}
.verdict circle{stroke:var(--card);stroke-width:1.5}
.verdict path{fill:none;stroke:var(--card);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.verdict.good circle{fill:var(--good)}.verdict.bad circle{fill:var(--bad)}
.curve{fill:none;stroke:var(--own);stroke-width:2;stroke-linejoin:round}
.point{fill:var(--own);stroke:var(--card);stroke-width:1.5}
.point.marked{stroke:var(--ink);stroke-width:2}
.column.passed{fill:var(--good)}
.column.failed{fill:url(#hatch);stroke:var(--bad);stroke-width:1}
.column.cost{fill:var(--author)}
.column.marked{stroke:var(--ink);stroke-width:1.5}
.flag{fill:var(--warn);stroke:var(--card);stroke-width:1}
.missing{fill:var(--soft);font-weight:700}
.hatch-back{fill:var(--bad-ground)}.hatch-line{fill:var(--bad)}
.out-back{fill:var(--card)}.out-line{fill:var(--author)}
.tokens-in{fill:var(--author)}
.tokens-out{fill:url(#hatch-out);stroke:var(--author);stroke-width:1}
.key-in{--own:var(--author)}.key-passed{--own:var(--good)}
.key-out .dot{background:repeating-linear-gradient(45deg,var(--author) 0 2px,var(--card) 2px 4px);outline:1px solid var(--author)}
.key-failed .dot{background:repeating-linear-gradient(45deg,var(--bad) 0 2px,var(--bad-ground) 2px 4px);outline:1px solid var(--bad)}
.share{display:block}.plus{fill:var(--good)}.minus{fill:var(--bad)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.7rem 0 0;font-size:.86rem;color:var(--soft)}
.legend>span{display:inline-flex;align-items:center}
.legend svg{margin-right:.35em;flex:none}
.empty{color:var(--soft);margin:0;padding:2rem 1rem;border:1px dashed var(--edge);border-radius:.5rem;text-align:center}
@media(forced-colors:active){.bar,.column,.point,.dot{forced-color-adjust:none}}
`;

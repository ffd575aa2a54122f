import { CHART_STYLE } from './style-charts.js';
import { DARK, declared, LIGHT } from './style-colours.js';

const SEVERITY = `
.sev{flex:none;font-size:.74rem;font-weight:700;letter-spacing:.03em;text-transform:uppercase;border:1.5px solid;border-radius:.3rem;padding:.05em .45em;min-width:4.6rem;text-align:center}
.sev-critical{background:var(--bad);color:var(--card);border-color:var(--bad)}
.sev-high{background:var(--bad-ground);color:var(--bad)}
.sev-medium{background:var(--warn-ground);color:var(--warn)}
.sev-low,.sev-nit{color:var(--soft)}.sev-nit{border-style:dashed}`;

const TABLES = `
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.2rem .6rem .5rem 0}
th,td{text-align:left;vertical-align:top;padding:.42rem 1rem .42rem 0;border-bottom:1px solid var(--edge)}
thead th{color:var(--soft);font-weight:600;font-size:.82rem;white-space:nowrap}
tbody th{font-weight:500}
tbody tr:last-child>*{border-bottom:0}
tr.marked>*{font-weight:700;border-top:2px solid var(--edge)}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.scroll{overflow-x:auto;border-radius:.3rem}
.scroll.tall{max-height:17rem;overflow-y:auto}
.tall thead th{position:sticky;top:0;background:var(--card)}
.beside{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:1.2rem 2rem;align-items:start}
.beside figure{margin:0}
.beside+.scroll,.card>.scroll+.scroll{margin-top:1.2rem}`;

const PARTS = `
.top{padding:2.2rem 0 1.2rem}
.brand{display:flex;align-items:center;gap:.5rem;margin:0 0 1.1rem;font-weight:700;letter-spacing:.01em}
.stone{width:1rem;height:1rem;border:3px solid var(--accent);border-radius:50%;box-shadow:inset 0 0 0 2px var(--ground),inset 0 0 0 4px var(--accent)}
h1{font-size:clamp(1.5rem,1.1rem + 1.8vw,2.2rem);line-height:1.2;letter-spacing:-.015em;margin:0 0 .7rem;text-wrap:balance}
.ending{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem;margin:0 0 1.3rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.8rem 1.6rem;margin:0}
dt{color:var(--soft);font-size:.82rem}dd{margin:0}
nav{position:sticky;top:0;z-index:2;background:var(--ground);border-bottom:1px solid var(--edge);margin:0 0 1.6rem}
nav ul{display:flex;gap:.2rem 1.4rem;list-style:none;margin:0;padding:.2rem 0;overflow-x:auto}
nav a{display:block;padding:.55rem .1rem;white-space:nowrap;text-decoration:none;color:var(--soft);font-weight:600;font-size:.92rem}
nav a:hover{color:var(--accent);text-decoration:underline}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.8rem;margin:0}
.tile,.card{background:var(--card);border:1px solid var(--edge);border-radius:.7rem}
.tile{padding:.85rem 1rem .9rem}
.tile .value{font-size:1.55rem;font-weight:650;letter-spacing:-.01em;font-variant-numeric:tabular-nums;line-height:1.35}
.tile .value .none{font-size:1rem}
.tile .of{font-size:1rem;font-weight:500;color:var(--soft)}
.tile .soft{font-size:.84rem}
.card{padding:1.1rem 1.25rem;margin:0 0 1rem}
figure.card{margin:0 0 1rem}
.badge{vertical-align:middle;display:inline-flex;align-items:flex-start;gap:.3rem;border-radius:.4rem;padding:.08rem .5rem .08rem .35rem;font-weight:600;font-size:.88rem;background:var(--raised);color:var(--soft)}
.badge.good{background:var(--good-ground);color:var(--good)}
.badge.bad{background:var(--bad-ground);color:var(--bad)}
.badge.warn{background:var(--warn-ground);color:var(--warn)}
.sign{flex:none;margin-top:.22em;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.line{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem 1.1rem;margin:.3rem 0}
.task>header{margin-bottom:.9rem}
.cycles{list-style:none;margin:0;padding:0 0 0 1.35rem;border-left:2px solid var(--edge)}
.cycle{position:relative;padding:0 0 1.1rem}
.cycle:before{content:"";position:absolute;left:calc(-1.35rem - 6px);top:.5rem;width:10px;height:10px;border-radius:50%;background:var(--card);border:2px solid var(--strong);box-sizing:border-box}
.cycle h4{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .7rem;margin:0 0 .2rem}
.time{font-weight:400;font-size:.88rem}
.steps{font-size:.9rem}
.step{white-space:nowrap}
.findings{list-style:none;margin:.6rem 0;padding:0;display:grid;gap:.5rem}
.findings li{display:flex;gap:.7rem;align-items:flex-start}
.commits{margin:.2rem 0 .8rem;padding-left:1.1rem}
.words{white-space:pre-wrap;margin:.5rem 0;overflow-wrap:anywhere}
blockquote.words{border-left:3px solid var(--strong);padding:.1rem 0 .1rem .9rem}
.note{border-left:3px solid var(--warn);padding-left:.8rem}
.card.note{border-left-width:4px}
.added{color:var(--good);font-variant-numeric:tabular-nums}.deleted{color:var(--bad);font-variant-numeric:tabular-nums}
.none{color:var(--soft);font-style:italic;font-weight:400}
details{margin-top:.6rem}
summary{cursor:pointer;color:var(--accent);font-weight:600;font-size:.92rem;padding:.25rem 0;width:fit-content}
details[open]>summary{margin-bottom:.4rem}
footer{border-top:1px solid var(--edge);margin-top:2.4rem;padding:1rem 0 2.5rem;color:var(--soft);font-size:.86rem}`;

const PAPER = `
@media(max-width:46rem){.beside{grid-template-columns:minmax(0,1fr)}.card{padding:.9rem}.findings li{flex-direction:column;gap:.25rem}.page{padding:0 .9rem}.facts{grid-template-columns:1fr 1fr;gap:.7rem 1rem}.chart text{font-size:15px}td code,th code{overflow-wrap:anywhere}}
@media print{
:root{color-scheme:light;${declared(LIGHT)}}
body{background:#fff;font-size:10pt}
nav,.skip{display:none}
.page{max-width:none;padding:0}
.card,.tile{break-inside:avoid;border-color:#bbb}
.task{break-inside:auto}.cycle{break-inside:avoid}
.scroll,.scroll.tall{overflow:visible;max-height:none}
.timeline{min-width:0}
details::details-content{content-visibility:visible;block-size:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}`;

/** The one style sheet of the report, for light and dark, narrow and wide, screen and paper. */
export const STYLE = `
:root{color-scheme:light dark;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;${declared(LIGHT)}}
@media(prefers-color-scheme:dark){:root{${declared(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 var(--sans);-webkit-text-size-adjust:100%}
.page{max-width:70rem;margin:0 auto;padding:0 1.5rem}
section{scroll-margin-top:3.6rem;margin:0 0 2.4rem}
h2{font-size:1.3rem;letter-spacing:-.01em;margin:0 0 .8rem}
h3{font-size:1.08rem;margin:0 0 .35rem;line-height:1.35;overflow-wrap:anywhere}
h4{font-size:.98rem;margin:.9rem 0 .2rem}
p{margin:.4rem 0}
a{color:var(--accent)}
code{font:.9em var(--mono);overflow-wrap:anywhere}
.soft{color:var(--soft)}
h1,dd,li{overflow-wrap:anywhere}td,th{overflow-wrap:break-word}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.2rem}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem;top:.5rem;padding:.6rem 1rem;background:var(--card);z-index:3}
.skip:focus{left:.5rem}
${PARTS}${TABLES}${SEVERITY}${CHART_STYLE}${PAPER}
`;

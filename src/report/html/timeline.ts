import { scaleLinear } from 'd3-scale';
import type { CycleStory, Lane, RunStory, StepStory, TaskStory } from '../../domain/run-story.js';
import { LANES } from '../../domain/run-story.js';
import { duration, plural } from '../figures.js';
import { type Content, html, type Markup, when } from './markup.js';
import { folded, scrolled, table } from './table.js';
import { LANE_NAMES } from './words.js';

/** Measures of the drawing, in its own units. */
const WIDTH = 1_000;
const LEFT = 104;
const RIGHT = 16;
const HEAD = 46;
const LANE = 38;
const BAR = 22;
const FOOT = 30;
/** Narrower than this, a word does not fit. */
const WORD = 26;

type Scale = (ms: number) => number;

/** A row of the drawing. */
interface Row {
  readonly name: string;
  readonly steps: readonly StepStory[];
  /** Cycles whose verdicts stand in it. */
  readonly cycles: readonly CycleStory[];
}

/** Who worked when: a row for each part, or where tasks were done at once for each task; time goes to the right. */
export function timeline(story: RunStory): Markup {
  const { tasks, ms, takenUp } = story;
  const steps = tasks.flatMap(stepsOf);
  const lanes = LANES.filter((lane) => isAlways(lane) || steps.some((step) => step.lane === lane));
  const atOnce = overlap(tasks);
  const rows = atOnce ? tasks.map(rowOf) : lanes.map((lane) => laneRow(lane, tasks));
  const x = scaleLinear([0, Math.max(ms, 1)], [LEFT, WIDTH - RIGHT]);
  const head = atOnce ? 10 : HEAD;
  const bottom = head + rows.length * LANE;
  const middle = (i: number): number => head + i * LANE + LANE / 2;
  const says = `${plural(tasks.length, 'part')} over ${duration(ms)}; the table below has the same figures.`;
  const drawing = html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${bottom + FOOT}" role="img" aria-labelledby="timeline-drawing timeline-says">
<title id="timeline-drawing">Who worked when</title><desc id="timeline-says">${says}</desc>
${when(!atOnce, () => tasks.map((task, i) => band(task, i, x, bottom)))}
${rows.map(({ name }, i) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${middle(i)}" y2="${middle(i)}"/><text class="lane-name" x="${LEFT - 12}" y="${middle(i) + 4}" text-anchor="end">${name}</text>`)}
${takenUp.map((at) => html`<line class="taken-up" x1="${round(x(at))}" x2="${round(x(at))}" y1="${head - 6}" y2="${bottom}"><title>Taken up again</title></line>`)}
${rows.map((row, i) => row.steps.map((step) => bar(step, x, middle(i), atOnce)))}
${rows.map((row, i) => row.cycles.map((cycle) => judgement(cycle, x, middle(i))))}
${x.ticks(6).map((at) => html`<text class="tick" x="${round(x(at))}" y="${bottom + 20}" text-anchor="middle">${duration(at).replace('.0s', 's')}</text>`)}
</svg>`;
  return html`<figure class="card">
${scrolled('Who worked when', drawing)}
<figcaption class="legend">${lanes.map((lane) => html`<span class="lane-${lane}"><span class="dot" aria-hidden="true"></span>${LANE_NAMES[lane]}</span>`)}
<span><svg class="verdict good" viewBox="-9 -9 18 18" width="16" height="16" aria-hidden="true">${MARKS.good}</svg>approved</span>
<span><svg class="verdict bad" viewBox="-9 -9 18 18" width="16" height="16" aria-hidden="true">${MARKS.bad}</svg>changes requested</span></figcaption>
${folded('The time line as a table', scrolled('Time line as a table', timeTable(tasks, lanes)))}
</figure>`;
}

const stepsOf = ({ cycles }: TaskStory): readonly StepStory[] => cycles.flatMap(({ steps }) => steps);
const rowOf = (task: TaskStory): Row => ({ name: task.label, steps: stepsOf(task), cycles: task.cycles });
const laneRow = (lane: Lane, tasks: readonly TaskStory[]): Row => ({
  name: LANE_NAMES[lane],
  steps: tasks.flatMap(stepsOf).filter((step) => step.lane === lane),
  cycles: lane === 'reviewer' ? tasks.flatMap(({ cycles }) => cycles) : [],
});

/** Whether tasks were done at the same time: their parts would cover one another. */
const overlap = (tasks: readonly TaskStory[]): boolean =>
  tasks.some((one, i) => tasks.some((other, j) => j > i && other.startMs < one.endMs && one.startMs < other.endMs));

const isAlways = (lane: Lane): boolean => lane === 'author' || lane === 'sanity' || lane === 'reviewer';
const round = (n: number): number => Math.round(n * 10) / 10;

function band(
  { kind, label, title, startMs, endMs, cycles }: TaskStory,
  index: number,
  x: Scale,
  bottom: number,
): Markup {
  const [from, to] = [x(startMs), x(endMs)];
  const width = Math.max(1, to - from);
  return html`<g><rect class="band${index % 2 === 1 ? ' odd' : ''}" x="${round(from)}" y="4" width="${round(width)}" height="${bottom - 4}" rx="4"><title>${title}</title></rect>
${when(width >= WORD, () => html`<text class="band-name" x="${round(from + 8)}" y="20">${width >= 70 ? label : kind === 'task' ? label.replace('Task ', '') : '·'}</text>`)}
${cycles.map((cycle) => cycleMark(cycle, x, bottom))}</g>`;
}

function cycleMark({ cycle, startMs, endMs }: CycleStory, x: Scale, bottom: number): Markup {
  const [from, width] = [round(x(startMs)), x(endMs) - x(startMs)];
  return html`<line class="cycle-line" x1="${from}" x2="${from}" y1="28" y2="${bottom}"/>${when(width >= WORD, () => html`<text class="tick" x="${from + 6}" y="38">${width >= 64 ? `cycle ${cycle}` : cycle}</text>`)}`;
}

function bar({ lane, what, startMs, ms, ok, by }: StepStory, x: Scale, y: number, lettered: boolean): Markup {
  const from = x(startMs);
  const width = Math.max(2, x(startMs + ms) - from - 1);
  const name = `${LANE_NAMES[lane]}: ${what}, ${duration(ms)}${by === null ? '' : `, ${by.cli}`}${ok ? '' : ', failed'}`;
  return html`<rect class="bar lane-${lane}${ok ? '' : ' failed'}" x="${round(from)}" y="${y - BAR / 2}" width="${round(width)}" height="${BAR}" rx="3"><title>${name}</title></rect>${when(lettered && width >= 14, () => html`<text class="letter" x="${round(from + width / 2)}" y="${y + 4}" text-anchor="middle">${LANE_NAMES[lane].charAt(0)}</text>`)}`;
}

const MARKS = {
  good: html`<circle r="8"/><path d="M-4 .2-1.2 3 4-3"/>`,
  bad: html`<circle r="8"/><path d="M-3-3 3 3M3-3-3 3"/>`,
};

/** The verdict at the end of the review that gave it. */
function judgement({ verdict, steps }: CycleStory, x: Scale, y: number): Content {
  const review = steps.findLast(({ lane }) => lane === 'reviewer');
  if (verdict === null || review === undefined) return null;
  const mood = verdict.approved ? 'good' : 'bad';
  const title = verdict.approved ? 'Approved' : 'Changes requested';
  return html`<g class="verdict ${mood}" transform="translate(${round(x(review.startMs + review.ms))} ${y})"><title>${title}</title>${MARKS[mood]}</g>`;
}

function timeTable(tasks: readonly TaskStory[], lanes: readonly Lane[]): Markup {
  const columns = [
    { title: 'Cycle' },
    ...lanes.map((lane) => ({ title: LANE_NAMES[lane], right: true })),
    { title: 'Verdict' },
  ];
  const rows = tasks.flatMap(({ cycles, label }) =>
    cycles.map((cycle): readonly Content[] => [
      `${label}, cycle ${cycle.cycle}`,
      ...lanes.map((lane) => {
        const ms = cycle.steps.filter((step) => step.lane === lane).map((step) => step.ms);
        return ms.length === 0 ? '–' : duration(ms.reduce((sum, one) => sum + one, 0));
      }),
      cycle.verdict === null ? 'none' : cycle.verdict.approved ? 'approved' : 'changes requested',
    ]),
  );
  return table('Time of each part, by cycle', columns, rows);
}

import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '../../adapters/clock.js';
import { nodeFiles, writePrivately } from '../../adapters/files/node-files.js';
import { evalFiles } from '../../adapters/state/eval-files.js';
import { reportOf } from '../../adapters/state/layout.js';
import { loggedRuns, logLines } from '../../adapters/state/run-logs.js';
import type { Halt } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunStory } from '../../domain/run-story.js';
import { evalSeries, flakyTests } from '../../policy/eval-series.js';
import { runStory } from '../../policy/run-story.js';
import { storyUsage } from '../../policy/story-usage.js';
import { page } from '../../report/html/page.js';
import { line } from '../../report/line.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { keptTasks } from './kept-records.js';
import { type Place, placeOf } from './place.js';
import { wouldDo } from './would-do.js';

type Asked = Question<RequestOf<'report'>>;

/** `millstone --report [run]`: writes a page about a run, one file that needs nothing else. Returns 0 when it is there. */
export const reportCommand = (
  request: RequestOf<'report'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> => answered(request, host, leave, report);

async function report(asked: Asked): Promise<Result<Answer, Halt>> {
  const place = await placeOf(asked);
  if (!place.ok) return place;
  const story = await storyOf(place.value, asked.request.run);
  if (!story.ok) return story;
  const path = reportOf(place.value.layout, story.value.run as RunId);
  const shown = relative(place.value.located.top, path);
  if (asked.request.dryRun) return ok(wouldDo('report', [`${shown} would be written.`]));
  const tasks = await keptTasks(place.value);
  if (!tasks.ok) return tasks;
  const evals = await evalFiles(place.value.layout.evals, nodeFiles).past();
  if (!evals.ok) return failed(evals.error);
  const evaluations = evalSeries(evals.value.stored);
  const unread = evals.value.damaged.map((name) => ({
    ...{ file: `.millstone/evals/${name}`, line: null, why: 'it is no evaluation' },
  }));
  const { version } = asked.host;
  const text = page({
    story: story.value,
    usage: storyUsage(story.value),
    ...{ evaluations, flaky: flakyTests(evaluations), tasks: tasks.value.found },
    inRun: inRunOf(story.value),
    damaged: [...tasks.value.damaged, ...unread],
    ...{ made: systemClock.now().toISOString(), version },
  });
  const written = await writePrivately(path, text);
  if (!written.ok) return failed(written.error);
  const url = pathToFileURL(path).href;
  return ok({
    exit: 0,
    says: [line('result', `Wrote ${shown}`, 'good'), line('result', url)],
    json: { type: 'report', run: story.value.run, path, url },
  });
}

function inRunOf({ evaluations }: RunStory) {
  const points = evalSeries(evaluations.map(({ stored }) => stored));
  return evaluations.flatMap(({ when }, i) => {
    const point = points[i];
    return point === undefined ? [] : [{ when, point }];
  });
}

/** The story of the run that was asked for, by its id or the beginning of it; else of the newest that was begun. */
async function storyOf({ layout }: Place, wanted: string | null): Promise<Result<RunStory, Halt>> {
  const runs = await loggedRuns(layout, nodeFiles);
  if (!runs.ok) return failed(runs.error);
  const named = wanted === null ? runs.value : runs.value.filter((run) => run.startsWith(wanted));
  if (wanted !== null && named.length !== 1) return unnamed(wanted, named.length === 0 ? runs.value : named);
  for (const run of named) {
    const lines = await logLines(layout, run, nodeFiles);
    if (!lines.ok) return failed(lines.error);
    const story = runStory(lines.value);
    if (story !== null) return ok(story);
    if (wanted !== null) return failed(`The log ${run} is that of no run: nothing was begun there`);
  }
  return failed('There is no run to report on yet', 'Start one: millstone --task "..."');
}

function unnamed(wanted: string, runs: readonly RunId[]): Result<never, Halt> {
  const several = runs.length > 1 && runs.every((run) => run.startsWith(wanted));
  const what = several ? `Several runs begin with ${wanted}` : `There is no log of a run ${wanted} in .millstone/runs`;
  return failed(what, runs.length === 0 ? null : `Name one of these: ${runs.slice(0, 5).join(', ')}`);
}

const failed = (what: string, fix: string | null = null): Result<never, Halt> =>
  err({ reason: 'preflight', problems: [{ what, fix }] });

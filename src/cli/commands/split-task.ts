import { join } from 'node:path';
import { codeFiles } from '../../adapters/files/code-files.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { tasklistPath } from '../../config/artifact-paths.js';
import { remoteTasks } from '../../config/remote-tasks.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { type Entry, readTasklist } from '../../formats/tasklist.js';
import { splitPrompt, splitTask } from '../../loops/question/split-task.js';
import { castFor } from '../../loops/task/cast.js';
import { namedTask } from '../../policy/named-task.js';
import { taskOutlook } from '../../policy/outlook.js';
import { taskSplit } from '../../report/tables/task-split.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { type Consultation, consult } from './consult.js';
import type { Refusal } from './end-run.js';
import { loadedAt, placeOf } from './place.js';
import { preparedPlace } from './prepared-place.js';
import { tasklistProblems } from './tasklist-problems.js';
import { wouldDo } from './would-do.js';

type Request = RequestOf<'split-task'>;

/** `millstone --split-task`: asks the author how a task of the list could be split. Writes nothing. */
export const splitTaskCommand = (request: Request, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const there = await isThere(question);
    if (!there.ok) return there;
    if (request.dryRun) return preview(question);
    return consult(question, ['author'], (consultation) => propose(request.named, consultation));
  });

/** Whether there is such a task, before any agent is looked for. Tasks that live in a tracker are split there. */
async function isThere(question: Question<Request>): Promise<Result<void, Halt | Refusal>> {
  const { named, flags } = question.request;
  const place = await placeOf(question);
  if (!place.ok) return place;
  const loaded = await loadedAt(place.value);
  if (!loaded.ok) return loaded;
  const tasks = remoteTasks(loaded.value);
  if (tasks !== null) {
    const what = `--split-task reads a tasklist file, and the tasks of this repository live in ${tasks.provider}`;
    const fix = `split the task in ${tasks.provider}, or set tasklist_provider = "file"`;
    return err({ reason: 'preflight', problems: [{ what, fix }] });
  }
  const path = tasklistPath(loaded.value, flags);
  if (!path.ok) return err({ reason: 'refused', problems: [path.error] });
  const found = await taskAt(place.value.located.top, named, path.value.path);
  return found.ok ? done : found;
}

/** The prompt that would be sent. */
async function preview(question: Question<Request>): Promise<Result<Answer, Halt | Refusal>> {
  const at = await preparedPlace(question);
  if (!at.ok) return at;
  const { place, prepared } = at.value;
  const { settings, library } = prepared;
  const { top } = place.located;
  const found = await taskAt(top, question.request.named, settings.tasklist);
  if (!found.ok) return found;
  const task = taskOutlook(found.value.entry, codeFiles(top));
  const text = splitPrompt(task, { prompts: library.prompts });
  const would = `${settings.agents.author.cli} would be asked how to split task ${task.number}, ${task.title}.`;
  return ok(wouldDo('split-task', [would], [{ role: 'author', purpose: 'split-task', text }]));
}

async function propose(named: string, { site, deps: given, ctx, spent }: Consultation): Promise<Result<Answer, Halt>> {
  const { located } = site;
  const { tasklist: file } = given.settings;
  const found = await taskAt(located.top, named, file);
  if (!found.ok) return found;
  const { entry, others } = found.value;
  const task = taskOutlook(entry, codeFiles(located.top));
  const before = await given.repository.look(ctx.signal);
  if (!before.ok) return before;
  const deps = { ...given, agents: castFor(entry.task, given, ctx) };
  ctx.emit({ type: 'question-asked', asks: 'split-task', about: `task ${task.number}: ${task.title}` });
  const split = await splitTask(task, others, before.value, deps, ctx);
  if (!split.ok) return split;
  const { text, subtasks } = split.value;
  ctx.emit({ type: 'split-proposed', task: task.id, subtasks: subtasks.length });
  const { number, id, title, complexity, references, keywords } = task;
  const about = { number, id, title, complexity, references, keywords };
  return ok({
    exit: 0,
    says: taskSplit(task, text, file),
    json: { type: 'task-split', task: about, subtasks: subtasks.map(subtaskJson), answer: text, spent: spent() },
  });
}

interface Found {
  readonly entry: Entry;
  readonly others: readonly Entry[];
}

/** The task that was named, and the others of its list. */
async function taskAt(top: string, named: string, file: string): Promise<Result<Found, Halt>> {
  const text = await nodeFiles.read(join(top, file));
  if (!text.ok || text.value === null) {
    return err({ reason: 'preflight', problems: await tasklistProblems(top, file) });
  }
  const { entries } = readTasklist(text.value);
  const found = namedTask(named, entries, file);
  if (!found.ok) return err({ reason: 'preflight', problems: [found.error] });
  return ok({ entry: found.value, others: entries.filter((one) => one !== found.value) });
}

const subtaskJson = ({ id, raw, about }: Entry) => ({
  ...{ id, title: about.title, description: about.description, estLoc: about.estLoc, files: about.files },
  ...{ depends: about.depends, risk: about.risk, text: raw },
});

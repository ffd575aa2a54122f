import { join } from 'node:path';
import { codeFiles } from '../../adapters/files/code-files.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
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
    const elsewhere = await remote(question);
    if (!elsewhere.ok) return elsewhere;
    if (request.dryRun) return preview(question);
    return consult(question, ['author'], (consultation) => propose(request.named, consultation));
  });

/** Tasks that live in a tracker are split there. */
async function remote(question: Question<Request>): Promise<Result<void, Halt | Refusal>> {
  const place = await placeOf(question);
  if (!place.ok) return place;
  const loaded = await loadedAt(place.value);
  if (!loaded.ok) return loaded;
  const tasks = remoteTasks(loaded.value);
  if (tasks === null) return done;
  const what = `--split-task reads a tasklist file, and the tasks of this repository live in ${tasks.provider}`;
  const fix = `split the task in ${tasks.provider}, or set tasklist_provider = "file"`;
  return err({ reason: 'preflight', problems: [{ what, fix }] });
}

/** The prompt that would be sent. */
async function preview(question: Question<Request>): Promise<Result<Answer, Halt | Refusal>> {
  const found = await preparedPlace(question);
  if (!found.ok) return found;
  const { place, prepared } = found.value;
  const { settings, library } = prepared;
  const { top } = place.located;
  const entries = await listed(top, settings.tasklist);
  if (!entries.ok) return entries;
  const named = namedTask(question.request.named, entries.value, settings.tasklist);
  if (!named.ok) return err({ reason: 'preflight', problems: [named.error] });
  const task = taskOutlook(named.value, codeFiles(top));
  const text = splitPrompt(task, { prompts: library.prompts });
  const would = `${settings.agents.author.cli} would be asked how to split task ${task.number}, ${task.title}.`;
  return ok(wouldDo('split-task', [would], [{ role: 'author', purpose: 'split-task', text }]));
}

async function propose(named: string, { site, deps: given, ctx, spent }: Consultation): Promise<Result<Answer, Halt>> {
  const { located } = site;
  const { tasklist: file } = given.settings;
  const entries = await listed(located.top, file);
  if (!entries.ok) return entries;
  const found = namedTask(named, entries.value, file);
  if (!found.ok) return err({ reason: 'preflight', problems: [found.error] });
  const task = taskOutlook(found.value, codeFiles(located.top));
  const others = entries.value.filter((one) => one !== found.value);
  const before = await given.repository.look(ctx.signal);
  if (!before.ok) return before;
  const deps = { ...given, agents: castFor(found.value.task, given, ctx) };
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

async function listed(top: string, file: string): Promise<Result<readonly Entry[], Halt>> {
  const text = await nodeFiles.read(join(top, file));
  if (text.ok && text.value !== null) return ok(readTasklist(text.value).entries);
  return err({ reason: 'preflight', problems: await tasklistProblems(top, file) });
}

const subtaskJson = ({ id, raw, about }: Entry) => ({
  ...{ id, title: about.title, description: about.description, estLoc: about.estLoc, files: about.files },
  ...{ depends: about.depends, risk: about.risk, text: raw },
});

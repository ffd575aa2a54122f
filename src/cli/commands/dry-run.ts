import { join, relative, resolve } from 'node:path';
import { listInFile } from '../../adapters/artifacts/file/task-list.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { contextFiles } from '../../adapters/state/context-files.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import { remoteTasks } from '../../config/remote-tasks.js';
import type { Halt, Problem } from '../../domain/halt.js';
import { haltNext, haltSays } from '../../domain/halt-rules.js';
import type { TEMPLATES, TemplateName } from '../../domain/prompt.js';
import { ok, type Result } from '../../domain/result.js';
import type { ListedTask, Task } from '../../domain/task.js';
import { taskFromText } from '../../formats/task-text.js';
import { readTasklist } from '../../formats/tasklist.js';
import { type PreviewedPrompt, previewTask } from '../../loops/task/preview.js';
import { compactPrompt, type PromptDeps } from '../../loops/task/prompts.js';
import { nextTasks } from '../../policy/next-task.js';
import { header } from '../../report/header.js';
import { type DryRun, dryRunLines, type TasklistState } from '../../report/tables/dry-run.js';
import type { Host } from '../host.js';
import { type AtOncePreview, previewAtOnce } from '../parallel/preview.js';
import type { Prepared } from '../prepare.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import type { Refusal } from './end-run.js';
import { findChecks } from './find-checks.js';
import { lookOnly } from './look-only.js';
import type { Place } from './place.js';
import { preparedPlace } from './prepared-place.js';
import { checkSurroundings } from './surroundings.js';
import { listAtStart } from './tasklist-problems.js';
import { isParallel, planOf, type Work } from './work.js';

type Asked = Question<RequestOf<'worklist' | 'task' | 'compact'>>;

/** `--dry-run` of a run: what it would do, and what its agents would be sent. Touches nothing, asks no agent. */
export const dryRunCommand = (
  request: RequestOf<'worklist' | 'task' | 'compact'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> => answered(request, host, leave, dryRun);

/** Shows a run of these settings. `would` says in front what else is to be known. */
export async function dryRun(asked: Asked, would: readonly string[] = []): Promise<Result<Answer, Halt | Refusal>> {
  const at = await preparedPlace(asked);
  if (!at.ok) return at;
  const { place, prepared } = at.value;
  const found = await previewOf(asked, place, prepared);
  if (!found.ok) return found;
  const { work, branch } = found.value;
  const plan = planOf(asked, { located: place.located, prepared }, work, 0);
  const shown = header({ type: 'run-started', plan, log: 'none', branch }).filter(({ text }) => !/^ +Log /.test(text));
  const one: DryRun = { ...found.value.dryRun, would };
  return ok({
    exit: 0,
    says: dryRunLines(one, shown),
    json: { type: 'dry-run', mode: asked.request.kind, plan, ...one },
  });
}

interface Previewed {
  readonly work: Work;
  readonly branch: string | null;
  readonly dryRun: Omit<DryRun, 'would'>;
}

async function previewOf(asked: Asked, place: Place, prepared: Prepared): Promise<Result<Previewed, Halt>> {
  const { request } = asked;
  const { settings, library, loaded } = prepared;
  const { located, layout } = place;
  const remote = remoteTasks(loaded);
  const listed = remote === null ? await nodeFiles.read(`${located.top}/${settings.tasklist}`) : ok(null);
  const entries = listed.ok ? readTasklist(listed.value ?? '').entries : [];
  const work: Work =
    request.kind === 'task' ? { kind: 'task', task: taskFromText(request.text) } : { kind: 'worklist' };
  const atOnce = isParallel(work, settings) ? previewAtOnce(entries, located.top, settings) : null;
  const inOrder = tasksOf(work, entries, settings.compact ? 0 : settings.maxTasks);
  const tasks = atOnce?.tasks.map(({ task }) => task) ?? inOrder.tasks;
  const around = await surroundings(asked, place, prepared, work);
  if (!around.ok) return around;

  const [first] = tasks;
  const inWorktree =
    atOnce === null || first === undefined ? null : await worktreePrompt(asked, place.located.top, settings, first);
  const deps: PromptDeps = {
    ...{ prompts: library.prompts, settings, workingDirectory: located.top },
    list: work.kind === 'task' ? null : entries,
    ...inWorktree,
  };
  const checking = !settings.compact && !settings.research && settings.verify;
  const checks = checking ? (await findChecks(located.top, loaded.project)).checks : null;
  const contexts = contextFiles(located.top, layout.contexts, nodeFiles);
  const prompts: readonly PreviewedPrompt[] = settings.compact
    ? [{ role: 'author', purpose: 'compact', text: compactPrompt(deps) }]
    : first === undefined
      ? []
      : await previewTask(first, deps, contexts, checks !== null && checks.length > 0);
  const state = listOf(settings.tasklist, listed.ok && listed.value !== null, entries, settings.compactThreshold);
  return ok({
    work,
    branch: around.value.branch,
    dryRun: {
      refusedFor: [...around.value.problems, ...(atOnce?.problems ?? [])],
      tasks: tasks.map(({ id, title }, i) => ({ id, title, ...whenOf(atOnce, i) })),
      more: atOnce?.more ?? inOrder.more,
      templates: TEMPLATES_OF[kindOf(work, settings)].map((name) => {
        const { builtIn, file } = library.prompts.get(name);
        return { name, own: builtIn ? null : relative(located.top, file) };
      }),
      checks,
      prompts,
      tasklist: work.kind === 'task' ? null : (remote ?? state),
    },
  });
}

/** What the prompt of a task is made of that is worked on in a worktree of its own, beside others. */
async function worktreePrompt(
  { env, signal }: Pick<Asked, 'env' | 'signal'>,
  top: string,
  settings: Prepared['settings'],
  { id }: Task,
): Promise<Partial<PromptDeps>> {
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: top, env });
  const file = settings.tasklist;
  const found = await listInFile(git, top, { file, kept: join(top, file), editedByHand: false }, signal);
  return {
    settings: { ...settings, noTasklistEdits: true },
    workingDirectory: resolve(top, settings.parallel.worktreeRoot, `task-${id}`),
    // One that git ignores is not there.
    ...(found.ok && found.value.list.tracked ? {} : { list: null }),
  };
}

function tasksOf(work: Work, entries: readonly ListedTask[], most: number): { tasks: readonly Task[]; more: number } {
  if (work.kind === 'task') return { tasks: [work.task], more: 0 };
  const { tasks, left } = nextTasks(entries, most);
  return { tasks, more: left - tasks.length };
}

const whenOf = (atOnce: AtOncePreview | null, nth: number): { readonly when?: string } => {
  const when = atOnce?.tasks[nth]?.when;
  return when === undefined ? {} : { when };
};

const listOf = (file: string, exists: boolean, entries: readonly ListedTask[], threshold: number): TasklistState => {
  const completed = entries.filter(({ done }) => done).length;
  return { file, exists, pending: entries.length - completed, completed, threshold };
};

type Templates = 'task' | 'worklist' | 'research' | 'compact';
const kindOf = (work: Work, settings: Prepared['settings']): Templates =>
  settings.compact ? 'compact' : settings.research ? 'research' : work.kind === 'task' ? 'task' : 'worklist';

/** The templates that a run of a kind begins with. Source: cli.md 5.1. */
const LATER = ['review_prompt', 'sanity_check_impl', 'sanity_check_review', 'commit_prompt'] as const;
const TEMPLATES_OF: Readonly<Record<Templates, readonly TemplateName[]>> = {
  task: ['task_prompt', ...LATER],
  worklist: ['tasklist_prompt', ...LATER],
  research: ['research_prompt'],
  compact: ['compact_tasklist'],
} satisfies Record<Templates, readonly (typeof TEMPLATES)[number][]>;

/** What a start would be refused for, and the branch. */
async function surroundings(
  asked: Asked,
  place: Place,
  prepared: Prepared,
  work: Work,
): Promise<Result<{ readonly problems: readonly Problem[]; readonly branch: string | null }, Halt>> {
  const { request, host, signal } = asked;
  const { settings } = prepared;
  return lookOnly(asked, place, settings.artifacts, async ({ repository }) => {
    const facts = await repository.start(signal);
    if (!facts.ok) return facts;
    const stop = stopFile(place.layout.stopFile, nodeFiles);
    const list = work.kind === 'worklist' ? { list: await listAtStart(place.located.top, prepared) } : {};
    const about = {
      clearStop: request.clearStop,
      allowDirty: settings.allowDirty || isParallel(work, settings),
      unfinished: false,
      ...list,
    };
    const free = await checkSurroundings(facts.value, settings, stop, about, host);
    return ok({ branch: facts.value.branch, problems: free.ok ? [] : problemsOf(free.error) });
  });
}

const problemsOf = (halt: Halt): readonly Problem[] =>
  halt.reason === 'preflight' ? halt.problems : [{ what: haltSays(halt), fix: haltNext(halt)[0] ?? null }];

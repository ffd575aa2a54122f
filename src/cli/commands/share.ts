import { createHash } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { systemClock } from '../../adapters/clock.js';
import { makeGit } from '../../adapters/git/git.js';
import type { Located } from '../../adapters/git/locate.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { type Heartbeat, heartbeat } from '../../adapters/state/heartbeat.js';
import type { PastRun } from '../../adapters/state/past-runs.js';
import type { Problem } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { readAbout } from '../../formats/task-about.js';
import { taskFromText } from '../../formats/task-text.js';
import { uncancelled } from '../../loops/context.js';
import type { Prepared } from '../prepare.js';
import type { Request } from '../request.js';
import type { TaskRun } from './frame.js';

/** What is told of a run to others. */
interface Sharing {
  readonly located: Located;
  readonly prepared: Prepared;
  readonly past: PastRun | null;
}

const SILENT: Heartbeat = { stop: () => undefined };

/** The folder others share with a task that is started by hand for them; null where there is none. Or why it cannot be that. */
export function sharedFolder(
  typed: string | null,
  { top }: Pick<Located, 'top'>,
  root: string,
): Result<string | null, Problem> {
  if (typed === null) return ok(null);
  const folder = resolve(top, typed);
  const inTree = `${folder}/`.startsWith(`${top}/`) && !folder.startsWith(`${root}/`);
  if (!inTree) return ok(folder);
  const what = `--shared-state-dir ${typed} lies in the working tree, where it would be taken for a change of the task`;
  return err({ what, fix: `name a folder outside of the repository, or one below ${relative(top, root)}/` });
}

/** Lets others see that the task of this run lives, and how it ends (S11). The result comes with the run's last event. */
export function share(
  { reporting, env, request }: Pick<TaskRun<Request>, 'reporting' | 'env' | 'request'>,
  { located, prepared, past }: Sharing,
  folder: string | null,
): Heartbeat {
  const plan = past?.checkpoint.plan;
  const task = plan?.mode === 'task' ? plan.task : request.kind === 'task' ? taskFromText(request.text) : null;
  if (folder === null || task === null) return SILENT;
  const id = idForOthers(task);
  const own = join(folder, 'tasks', id);
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const said = async (...args: readonly string[]): Promise<string | null> => {
    const asked = await git({ doing: 'tell where the task is', args, answers: [1, 128] }, uncancelled);
    return asked.ok && asked.value.code === 0 ? asked.value.stdout.toString('utf8').trim() : null;
  };
  reporting.share({
    file: join(own, 'result.json'),
    ...{ id, task, began: new Date(reporting.began) },
    where: async () => ({
      branch: await said('symbolic-ref', '--quiet', '--short', 'HEAD'),
      commit: await said('rev-parse', '--verify', '--quiet', 'HEAD'),
    }),
  });
  const notKept = (why: string): void =>
    reporting.emit({ type: 'noticed', notice: { kind: 'record-not-kept', file: join(own, 'heartbeat'), why } });
  return heartbeat(join(own, 'heartbeat'), prepared.settings.heartbeatMs, () => systemClock.now(), notKept);
}

/** The id that the text gives, else one made of it whatever its line breaks: as others can work it out. Source: inner-loop.md 15. */
function idForOthers({ raw }: Pick<Task, 'raw'>): string {
  const words = raw.replace(/\s+/g, ' ').trim();
  return readAbout(raw).id ?? createHash('sha256').update(words).digest('hex').slice(0, 8);
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codeFiles } from '../../adapters/files/code-files.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { nearestTop } from '../../adapters/git/nearest-top.js';
import { type Layout, layoutOf, lockFile } from '../../adapters/state/layout.js';
import { pastTasks } from '../../adapters/state/past-tasks.js';
import { tasklistPath } from '../../config/artifact-paths.js';
import type { Loaded } from '../../config/load.js';
import { remoteTasks } from '../../config/remote-tasks.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunFlags } from '../../domain/run-plan.js';
import { readTasklist } from '../../formats/tasklist.js';
import { outlookOf } from '../../policy/outlook.js';
import { line } from '../../report/line.js';
import { outlookLines } from '../../report/tables/outlook.js';
import { outlookJson } from '../../report/tables/outlook-json.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered } from './answer.js';
import type { Refusal } from './end-run.js';
import { loadedAt, type Place, placeOf } from './place.js';
import { tellNotices } from './tell-notices.js';

/**
 * `millstone --status` or `--analyze-tasklist`: the run that is at work or unfinished, and what lies ahead in the tasklist.
 * Changes nothing, asks no agent.
 */
export const statusCommand = (
  request: RequestOf<'status' | 'analyze-tasklist'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async (question) => {
    const cwd = resolve(host.cwd, request.repoDir ?? '.');
    // A long list is read while git is still looking for the repository.
    const asked = placeOf(question);
    const guess = nearestTop(cwd);
    const early = guess === null ? null : await loadedOutlook(guess, request.flags);
    const place = await asked;
    if (!place.ok) return place;
    const { top } = place.value.located;
    const found = early !== null && top === guess ? early : await loadedOutlook(top, request.flags);
    if (!found.ok) return found;
    await tellNotices(question, found.value.notices);
    const { outlook } = found.value;
    const stands = await standsAt(place.value);
    if (!outlook.ok || stands === null) return outlook;
    const { says, json } = outlook.value;
    return ok({
      ...outlook.value,
      says: typeof says === 'string' ? says : [...stands.says, ...says],
      json: () => ({ ...(typeof json === 'function' ? json() : json), unfinished: stands.json }),
    });
  });

/** Most repositories have no runs: what tells of them is loaded where there are some. */
async function standsAt(place: Place) {
  const { located, layout } = place;
  if (!existsSync(layout.runs) && !existsSync(lockFile(located.commonDir))) return null;
  return (await import('./run-stands.js')).runStands(place);
}

async function loadedOutlook(top: string, flags: RunFlags) {
  const layout = layoutOf(top);
  const loaded = await loadedAt({ layout });
  if (!loaded.ok) return loaded;
  return ok({ notices: loaded.value.notices, outlook: await outlookAt(top, layout, loaded.value, flags) });
}

async function outlookAt(
  top: string,
  layout: Layout,
  loaded: Loaded,
  flags: RunFlags,
): Promise<Result<Answer, Halt | Refusal>> {
  const path = tasklistPath(loaded, flags);
  if (!path.ok) return err({ reason: 'refused', problems: [path.error] });
  const file = path.value.path;

  const remote = remoteTasks(loaded);
  if (remote !== null) {
    const { provider, labels } = remote;
    const says = `Tasks live in ${provider} (labels: ${labels.join(', ') || 'none'}); only those of a file can be told`;
    return ok({ exit: 0, says: [line('result', says)], json: { type: 'tasklist', provider, labels } });
  }
  const text = await nodeFiles.read(join(top, file));
  if (!text.ok) return err({ reason: 'preflight', problems: [{ what: text.error, fix: null }] });
  const past = await pastTasks(layout.tasks, nodeFiles);
  const outlook = outlookOf(readTasklist(text.value ?? ''), codeFiles(top), past.ok ? past.value : []);
  const exists = text.value !== null;
  const missing = line('result', `There is no tasklist ${file} yet`);
  return ok({
    exit: 0,
    says: exists ? outlookLines(file, outlook) : [missing, ...outlookLines(file, outlook).slice(1, 2)],
    json: () => outlookJson(file, exists, outlook),
  });
}

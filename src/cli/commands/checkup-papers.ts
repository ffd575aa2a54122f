import { join, relative, resolve } from 'node:path';
import { KNOWN_AGENTS } from '../../adapters/agents/registry.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { loadPrompts } from '../../adapters/prompts/library.js';
import { type Loaded, loadConfig } from '../../config/load.js';
import { remoteTasks } from '../../config/remote-tasks.js';
import { resolveSettings } from '../../config/resolve.js';
import type { CheckFacts, SettingsFacts, TasklistFacts } from '../../domain/checkup.js';
import type { Problem } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { CHECK_KINDS } from '../../domain/project-check.js';
import type { RunFlags } from '../../domain/run-plan.js';
import type { Settings } from '../../domain/settings.js';
import { readTasklist } from '../../formats/tasklist.js';
import { noticeLine } from '../../report/notices.js';
import { flawSays } from '../../report/tables/flaws.js';
import type { Host } from '../host.js';
import { findChecks } from './find-checks.js';
import type { Place } from './place.js';

/** What the files say that a person wrote: settings, prompts and tasklist. What cannot be known from them is null. */
export interface PaperFacts {
  readonly settings: SettingsFacts;
  readonly prompts: SettingsFacts | null;
  readonly tasklist: TasklistFacts | null;
  readonly agents: Pick<Settings, 'agents' | 'configuredAgents'> | null;
  /** Files that count as no dirt (L18). */
  readonly artifacts: readonly string[];
  readonly checks: readonly Omit<CheckFacts, 'program' | 'found'>[] | null;
}

/** Reads them all, each for itself, so that what is wrong with one does not hide the others. */
export async function paperFacts({ layout, located }: Place, flags: RunFlags, host: Host): Promise<PaperFacts> {
  const { top } = located;
  const shown = ({ what, fix }: Problem): Problem => ({ what: what.replaceAll(`${top}/`, ''), fix });
  const remark = (notice: Notice): string => {
    const near = 'file' in notice ? { ...notice, file: relative(top, resolve(top, notice.file)) } : notice;
    return noticeLine(near).text.replace(/^WARN: /, '');
  };
  const loaded = await loadConfig(layout, nodeFiles);
  const { config, notices } = loaded;
  const resolved = resolveSettings(loaded, flags, KNOWN_AGENTS);
  const dir = flags.promptsDir ?? config.prompts_dir;
  const tasklist = resolved.ok ? resolved.value.tasklist : null;
  const own = dir === null ? null : resolve(top, dir);
  const named = flags.promptsDir === undefined ? loaded.at('config', 'prompts_dir') : '--prompts-dir';
  const library = await loadPrompts({ builtIn: host.places.prompts, own, named, tasklist: tasklist ?? '' }, nodeFiles);
  return {
    settings: {
      problems: resolved.ok ? [] : resolved.error.map(shown),
      // With what has to be set right anyway, unknown keys are told already.
      remarks: notices.filter(({ kind }) => resolved.ok || kind !== 'unknown-key').map(remark),
    },
    prompts: {
      problems: library.ok ? [] : library.error.map(shown),
      remarks: library.ok ? library.value.notices.map(remark) : [],
    },
    tasklist: tasklist === null ? null : await tasklistAt(top, tasklist, remoteTasks(loaded)?.provider ?? null),
    agents: resolved.ok ? resolved.value : null,
    artifacts: resolved.ok ? resolved.value.artifacts : [],
    checks: loaded.problems.length === 0 ? await checkCommands(loaded, top) : null,
  };
}

/** Flaws of a tasklist that are told. */
const SHOWN = 10;

async function tasklistAt(top: string, path: string, tracker: string | null): Promise<TasklistFacts> {
  const text = await nodeFiles.read(join(top, path));
  const flaws = text.ok && text.value !== null ? readTasklist(text.value).flaws : [];
  return {
    path,
    tracker,
    text,
    remarks: flaws.slice(0, SHOWN).map((flaw) => `${path}:${flaw.line}: ${flawSays(flaw)}`),
  };
}

/** The commands of the project's checks, and of the evaluations, each once. */
async function checkCommands({ project, config }: Loaded, top: string): Promise<NonNullable<PaperFacts['checks']>> {
  const { checks } = await findChecks(top, project);
  const written = CHECK_KINDS.map((kind) => project[kind].command);
  const all = [
    ...checks.map(({ kind, command }) => ({ name: kind, command, written: written.includes(command) })),
    ...config.eval_scripts.map((command, i) => ({ name: `eval ${i + 1}`, command, written: true })),
  ];
  return all.filter(({ command }, i) => command.trim() !== '' && all.findIndex((one) => one.command === command) === i);
}

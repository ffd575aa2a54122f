import { relative, resolve } from 'node:path';
import { KNOWN_AGENTS } from '../adapters/agents/registry.js';
import { nodeFiles } from '../adapters/files/node-files.js';
import type { Located } from '../adapters/git/locate.js';
import { type Library, loadPrompts } from '../adapters/prompts/library.js';
import type { Layout } from '../adapters/state/layout.js';
import { type Loaded, loadConfig } from '../config/load.js';
import { resolveSettings } from '../config/resolve.js';
import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Casting, RunFlags } from '../domain/run-plan.js';
import type { Settings } from '../domain/settings.js';
import { idleStandIns } from '../policy/stand-in.js';
import type { Host } from './host.js';

/** Everything about a run that stands in files and flags. */
export interface Prepared {
  readonly settings: Settings;
  /** The files as they were read, without the flags. */
  readonly loaded: Loaded;
  readonly defaultAgent: Casting;
  readonly library: Library;
  readonly notices: readonly Notice[];
}

/**
 * Reads settings and prompts, before anything is begun. All that is wrong in them comes at once (P8): where the folder
 * of prompts is wrong itself, that is what is said of them.
 */
export async function prepare(
  flags: RunFlags,
  located: Located,
  layout: Layout,
  host: Host,
): Promise<Result<Prepared, readonly Problem[]>> {
  const near = (text: string): string => text.replaceAll(`${located.top}/`, '');
  const shown = ({ what, fix }: Problem): Problem => ({ what: near(what), fix: fix === null ? null : near(fix) });
  const loaded = await loadConfig(layout, nodeFiles);
  const { config } = loaded;
  const settings = resolveSettings(loaded, flags, KNOWN_AGENTS);
  // Not from the settings: their problems and those of the prompts are told together.
  const dir = flags.promptsDir ?? config.prompts_dir;
  const own = dir === null ? null : resolve(located.top, dir);
  const named = flags.promptsDir === undefined ? loaded.at('config', 'prompts_dir') : '--prompts-dir';
  const tasklist = settings.ok ? settings.value.tasklist : '';
  const library = await loadPrompts({ builtIn: host.places.prompts, own, named, tasklist }, nodeFiles);
  if (!settings.ok || !library.ok) {
    return err([settings, library].flatMap((read) => (read.ok ? [] : read.error)).map(shown));
  }

  const notices = loaded.notices
    .concat(library.value.notices)
    .map((notice) =>
      'file' in notice ? { ...notice, file: relative(located.top, resolve(located.top, notice.file)) } : notice,
    );
  const { agents: configured, standIns } = settings.value;
  const idle = idleStandIns({ configured, standIns }).map((one): Notice => ({ kind: 'stand-in-idle', ...one }));
  const defaultAgent = { cli: flags.cli ?? config.cli, model: flags.model ?? config.model };
  return ok({ settings: settings.value, loaded, defaultAgent, library: library.value, notices: [...notices, ...idle] });
}

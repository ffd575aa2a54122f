import { type Loaded, loadConfig } from '../../../src/config/load.js';
import { resolveSettings } from '../../../src/config/resolve.js';
import type { Problem } from '../../../src/domain/halt.js';
import type { Result } from '../../../src/domain/result.js';
import type { RunFlags } from '../../../src/domain/run-plan.js';
import type { Settings } from '../../../src/domain/settings.js';
import { MemoryFiles } from '../../support/memory-files.js';

/** The texts of the settings files; one that is left out does not exist. */
export interface Texts {
  readonly config?: string;
  readonly policy?: string;
  readonly project?: string;
  /** Of the profile `own`. */
  readonly profile?: string;
}

/** Where the files are: short, so that messages can be compared whole. */
export const PLACES = {
  root: '/r/.millstone',
  config: 'config.toml',
  policy: 'policy.toml',
  project: 'project.toml',
  profiles: 'profiles',
};

/** What was read, with what is wrong in it. */
export const load = (texts: Texts): Promise<Loaded> =>
  loadConfig(
    PLACES,
    new MemoryFiles(
      Object.fromEntries(
        Object.entries(texts).map(([k, v]) => [k === 'profile' ? 'profiles/own.toml' : `${k}.toml`, v]),
      ),
    ),
  );

/**
 * What was loaded; the test fails when something is wrong with it. That a key waits for a feature is left out: it is
 * tested by itself, and changes as features come.
 */
export async function loaded(texts: Texts): Promise<Loaded> {
  const result = await load(texts);
  if (result.problems.length > 0) throw new Error(result.problems.map(({ what }) => what).join('\n'));
  return { ...result, notices: result.notices.filter(({ kind }) => kind !== 'key-without-effect') };
}

/** What is wrong with the texts; empty when nothing is. */
export async function complaints(texts: Texts): Promise<readonly string[]> {
  const { problems } = await load(texts);
  return problems.map(({ what }) => what);
}

export const AGENTS = ['claude', 'codex', 'gemini', 'demo'];

export const resolved = async (texts: Texts, flags: RunFlags = {}): Promise<Result<Settings, readonly Problem[]>> =>
  resolveSettings(await load(texts), flags, AGENTS);

/** The settings of a run; the test fails when they are refused. */
export async function settings(texts: Texts, flags: RunFlags = {}): Promise<Settings> {
  const result = await resolved(texts, flags);
  if (!result.ok) throw new Error(result.error.map(({ what }) => what).join('\n'));
  return result.value;
}

/** Why settings are refused; empty when they are not. */
export async function refusals(texts: Texts, flags: RunFlags = {}): Promise<readonly string[]> {
  const result = await resolved(texts, flags);
  return result.ok ? [] : result.error.map(({ what }) => what);
}

import { tasklistPath } from './artifact-paths.js';
import { CONFIG_KEYS } from './config-schema.js';
import type { Feature, Keys } from './key.js';
import type { Loaded, Name } from './load.js';
import { policyOf } from './policy.js';
import { POLICY_KEYS } from './policy-schema.js';
import { PROFILE_KEYS } from './profile-schema.js';
import { PROJECT_KEYS } from './project-schema.js';
import { trackerFilter } from './tracker-filter.js';

/** Where a value comes from: a flag that was typed, a place in a file, or nowhere. */
export type Origin =
  | { readonly from: 'flag'; readonly flag: string }
  | { readonly from: 'file'; readonly file: string; readonly line: number | null; readonly key: string }
  | { readonly from: 'default' };

/** A setting as it is in effect. */
export interface SettingInEffect {
  /** Dotted, in the first layout. */
  readonly key: string;
  readonly value: unknown;
  readonly origin: Origin;
  /** What it waits for before it has an effect; null for one that has one. */
  readonly waitsFor: Feature | null;
}

/** A value that was typed, with its flag. */
export interface TypedValue {
  readonly flag: string;
  readonly value: unknown;
}

const KEYS: Readonly<Record<Name, Keys>> = {
  config: CONFIG_KEYS,
  policy: POLICY_KEYS,
  project: PROJECT_KEYS,
  profile: PROFILE_KEYS,
};

/**
 * Every setting of every file: what was typed, else what is written, else the default; `typed` goes by the keys of
 * config.toml. Where one key speaks for another, that other one has its value, with the place of the one that speaks.
 */
export function inEffect(
  loaded: Loaded,
  typed: ReadonlyMap<string, TypedValue>,
): Readonly<Record<Name, readonly SettingInEffect[]>> {
  const spoken = spokenFor(loaded);
  const of = (name: Name): readonly SettingInEffect[] =>
    leaves(KEYS[name], loaded[name], '').map(({ key, value, waitsFor }) => {
      const flag = name === 'config' ? typed.get(key) : undefined;
      if (flag !== undefined) return { key, value: flag.value, origin: { from: 'flag', flag: flag.flag }, waitsFor };
      const other = spoken.get(`${name} ${key}`);
      if (other !== undefined)
        return { key, value: other.value, origin: origin(loaded, other.by.file, other.by.key), waitsFor };
      return { key, value, origin: origin(loaded, name, key), waitsFor };
    });
  return { config: of('config'), policy: of('policy'), project: of('project'), profile: of('profile') };
}

function origin(loaded: Loaded, name: Name, key: string): Origin {
  if (!loaded.written[name].has(key)) return { from: 'default' };
  const place = loaded.place(name, key);
  return { from: 'file', ...place, file: place.file.replace(`${loaded.top}/`, '') };
}

interface Leaf {
  readonly key: string;
  readonly value: unknown;
  readonly waitsFor: Feature | null;
}

function leaves(keys: Keys, values: object, at: string): readonly Leaf[] {
  return Object.entries(keys).flatMap(([name, entry]) => {
    const [key, value] = [`${at}${name}`, Reflect.get(values, name)];
    if (entry.kind === 'key') return [{ key, value, waitsFor: entry.waitsFor }];
    if (entry.kind === 'section') return leaves(entry.keys, value, `${key}.`);
    if (entry.kind === 'retired') return [];
    return Object.entries(value).flatMap(([own, inner]) => leaves(entry.keys, inner as object, `${key}.${own}.`));
  });
}

interface Spoken {
  readonly value: unknown;
  readonly by: { readonly file: Name; readonly key: string };
}

/** Keys whose value another key gives, by file and key. */
function spokenFor(loaded: Loaded): ReadonlyMap<string, Spoken> {
  const { config, written, project } = loaded;
  const spoken = new Map<string, Spoken>();
  const speak = (name: Name, key: string, value: unknown, file: Name, by: string): void => {
    if (by !== key || file !== name) spoken.set(`${name} ${key}`, { value, by: { file, key: by } });
  };
  const tasklist = tasklistPath(loaded, {});
  if (tasklist.ok) speak('config', 'tasklist', tasklist.value.path, 'config', tasklist.value.key ?? 'tasklist');
  const { type } = config.tasklist_provider_options;
  if (type !== null && !written.config.has('tasklist_provider'))
    speak('config', 'tasklist_provider', type, 'config', 'tasklist_provider_options.type');
  const { table, filter, keyOf } = trackerFilter(loaded);
  for (const list of ['labels', 'assignees', 'statuses'] as const)
    speak('config', `${table}.${list}`, filter[list], 'config', keyOf[list]);
  const { paths } = policyOf(loaded).sensitive;
  if (paths === project.sensitive_paths.patterns)
    speak('policy', 'sensitive.paths', paths, 'project', 'sensitive_paths.patterns');
  return spoken;
}

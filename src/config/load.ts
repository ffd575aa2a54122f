import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import { LANGUAGE_NAMES, languageOf } from '../domain/project.js';
import { err, ok } from '../domain/result.js';
import type { Files } from '../ports/files.js';
import { CONFIG_KEYS, type ConfigValues } from './config-schema.js';
import { section } from './key.js';
import { unify } from './layouts.js';
import { nearest } from './nearest.js';
import { POLICY_KEYS, type PolicyValues } from './policy-schema.js';
import { findProfile } from './profile.js';
import { PROFILE_KEYS, type ProfileValues } from './profile-schema.js';
import { PROJECT_KEYS, type ProjectValues } from './project-schema.js';
import { type Place, type Reading, readKeys } from './read-keys.js';
import { noFile, readToml, type TomlFile } from './read-toml.js';
import { folderProblem } from './state-folder.js';

/** Where the settings files of a repository lie. */
export interface ConfigFiles {
  /** The folder `.millstone` of the repository. */
  readonly root: string;
  readonly config: string;
  readonly policy: string;
  readonly project: string;
  /** The folder of profiles. */
  readonly profiles: string;
}

/** The settings files by name. */
export type Name = 'config' | 'policy' | 'project' | 'profile';

/** The settings files, checked. What is wrong in them has its default, so that one can go on looking. */
export interface Loaded {
  /** The top level of the repository. */
  readonly top: string;
  readonly config: ConfigValues;
  readonly policy: PolicyValues;
  readonly project: ProjectValues;
  readonly profile: ProfileValues;
  /** What is wrong with the files, all of it. */
  readonly problems: readonly Problem[];
  /** The dotted keys that stand in each file, those with a wrong value apart. */
  readonly written: Readonly<Record<Name, ReadonlySet<string>>>;
  readonly notices: readonly Notice[];
  /** Where a dotted key of a file is written. */
  place(file: Name, key: string): Place;
  /** A dotted key of a file as `file:line: key`, for messages. */
  at(file: Name, key: string): string;
}

/** Reads and checks the settings files. */
export async function loadConfig(where: ConfigFiles, files: Files): Promise<Loaded> {
  const paths = [where.config, where.policy, where.project];
  const noFolder = await folderProblem(where.root, files);
  // Where there is no folder, none of the files can be there; that they cannot be read would be said of each.
  const read = noFolder === null ? await Promise.all(paths.map((file) => readToml(file, files))) : [err(noFolder)];
  const [one, two, three] = read.map((file, i) => (file.ok ? file.value : noFile(paths[i] ?? '')));
  const config = readConfig(one ?? noFile(where.config));
  const found =
    noFolder === null
      ? await findProfile(config.values.profile, config.at('profile'), where.profiles, files)
      : ok(noFile(where.profiles));
  const readings = {
    config,
    policy: readKeys(POLICY_KEYS, two ?? noFile(where.policy)),
    project: readKeys(PROJECT_KEYS, three ?? noFile(where.project)),
    profile: readKeys(PROFILE_KEYS, found.ok ? found.value : noFile(where.profiles)),
  };
  const { policy, project, profile } = readings;
  const all = [config, policy, project, profile];
  const top = where.root.slice(0, where.root.lastIndexOf('/'));
  // People know the files by where they are in the repository.
  const near = (text: string): string => text.replaceAll(`${top}/`, '');
  const notices = [...all.flatMap((reading) => reading.notices), ...strangeLanguage(project)];
  return {
    top,
    config: config.values,
    policy: policy.values,
    project: project.values,
    profile: profile.values,
    problems: [
      ...[...read, found].flatMap((file) => (file.ok ? [] : [file.error])),
      ...all.flatMap((reading) => reading.problems),
    ].map(({ what, fix }) => ({ what: near(what), fix: fix === null ? null : near(fix) })),
    written: {
      config: config.written,
      policy: policy.written,
      project: project.written,
      profile: profile.written,
    },
    notices: notices.map((notice) => ('file' in notice ? { ...otherFile(notice), file: near(notice.file) } : notice)),
    place(file, key) {
      const place = readings[file].place(key);
      return { ...place, file: near(place.file) };
    },
    at: (file, key) => near(readings[file].at(key)),
  };
}

const TABLES = { 'config.toml': CONFIG_KEYS, 'policy.toml': POLICY_KEYS, 'project.toml': PROJECT_KEYS };

/** An unknown key of the first level may be one of another file. */
function otherFile(notice: Notice): Notice {
  if (notice.kind !== 'unknown-key') return notice;
  const [, name = ''] = /^(?:(?:tool\.)?millstone\.)?([^.]+)$/.exec(notice.key) ?? [];
  const at = Object.entries(TABLES).find(([, keys]) => Object.hasOwn(keys, name));
  return at === undefined ? notice : { ...notice, nearest: `${name} in .millstone/${at[0]}` };
}

/** A language whose checks nobody can look for. */
function strangeLanguage({ values, place }: Reading<typeof PROJECT_KEYS>): readonly Notice[] {
  const { language } = values.project;
  if (languageOf(language) !== null) return [];
  const { file, line } = place('project.language');
  return [{ kind: 'unknown-language', file, line, language, nearest: nearest(language, LANGUAGE_NAMES) }];
}

/** The first layout, with what is left of the others when they are no tables. */
const KEYS = { ...CONFIG_KEYS, millstone: section({ artifacts: section({}) }) };

function readConfig(toml: TomlFile): Reading<typeof CONFIG_KEYS> {
  const { merged, clashes, writtenAs } = unify(toml.table);
  const reading = readKeys(KEYS, toml, merged, writtenAs);
  const twice = clashes.map(([a, b]): Problem => {
    const [first, second] = [a, b].map(({ written }) => `${written.join('.')} (line ${toml.lineOf(written) ?? '?'})`);
    return { what: `${toml.file}: ${first} and ${second} say different things`, fix: 'keep one of them' };
  });
  const { millstone, ...values } = reading.values;
  return { ...reading, values, problems: [...reading.problems, ...twice] };
}

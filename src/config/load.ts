import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import type { Files } from '../ports/files.js';
import { CONFIG_KEYS, type ConfigValues } from './config-schema.js';
import { section } from './key.js';
import { unify } from './layouts.js';
import { POLICY_KEYS, type PolicyValues } from './policy-schema.js';
import { PROJECT_KEYS, type ProjectValues } from './project-schema.js';
import { type Place, type Reading, readKeys } from './read-keys.js';
import { readToml, type TomlFile } from './read-toml.js';

/** Where the settings files of a repository lie. */
export interface ConfigFiles {
  /** The folder `.millstone` of the repository. */
  readonly root: string;
  readonly config: string;
  readonly policy: string;
  readonly project: string;
}

/** The settings files by name. */
export type Name = 'config' | 'policy' | 'project';

/** The three files, checked. What is wrong in them has its default, so that one can go on looking. */
export interface Loaded {
  /** The top level of the repository. */
  readonly top: string;
  readonly config: ConfigValues;
  readonly policy: PolicyValues;
  readonly project: ProjectValues;
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
  const read = await Promise.all([where.config, where.policy, where.project].map((file) => readToml(file, files)));
  const [one, two, three] = read.map((file) => (file.ok ? file.value : null));
  const config = readConfig(one ?? nothing(where.config));
  const policy = readKeys(POLICY_KEYS, two ?? nothing(where.policy));
  const project = readKeys(PROJECT_KEYS, three ?? nothing(where.project));
  const problems = [
    ...read.flatMap((file) => (file.ok ? [] : [file.error])),
    ...[config, policy, project].flatMap((reading) => reading.problems),
  ];
  const readings = { config, policy, project };
  return {
    top: where.root.slice(0, where.root.lastIndexOf('/')),
    config: config.values,
    policy: policy.values,
    project: project.values,
    written: { config: config.written, policy: policy.written, project: project.written },
    notices: [...config.notices, ...policy.notices, ...project.notices],
    problems,
    place: (file, key) => readings[file].place(key),
    at: (file, key) => readings[file].at(key),
  };
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

const nothing = (file: string): TomlFile => ({ file, table: {}, lineOf: () => null });

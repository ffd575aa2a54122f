import type { Problem } from '../domain/halt.js';
import type { Notice } from '../domain/notice.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Files } from '../ports/files.js';
import { CONFIG_KEYS, type ConfigValues, RETIRED } from './config-schema.js';
import { unify } from './layouts.js';
import { locateLine } from './locate-line.js';
import { POLICY_KEYS, type PolicyValues } from './policy-schema.js';
import { PROJECT_KEYS, PROJECT_RETIRED, type ProjectValues } from './project-schema.js';
import { readKeys } from './read-keys.js';
import { readSections } from './read-sections.js';
import { readToml, type TomlFile } from './read-toml.js';

/** Where the settings files of a repository lie. */
export interface ConfigFiles {
  readonly config: string;
  readonly policy: string;
  readonly project: string;
}

/** The three files, checked. `written` names what stands in them: `key` of config, `section.key` of the others. */
export interface Loaded {
  readonly config: ConfigValues;
  readonly policy: PolicyValues;
  readonly project: ProjectValues;
  readonly written: {
    readonly config: ReadonlySet<string>;
    readonly policy: ReadonlySet<string>;
    readonly project: ReadonlySet<string>;
  };
  readonly notices: readonly Notice[];
}

/** Reads and checks the settings files. Every problem of every file comes at once, before anything is done. */
export async function loadConfig(where: ConfigFiles, files: Files): Promise<Result<Loaded, readonly Problem[]>> {
  const read = await Promise.all([where.config, where.policy, where.project].map((file) => readToml(file, files)));
  const problems: Problem[] = read.flatMap((one) => (one.ok ? [] : [one.error]));
  const [config, policy, project] = read.map(
    (one, i): TomlFile => (one.ok ? one.value : { file: Object.values(where)[i] ?? '', source: '', table: {} }),
  ) as [TomlFile, TomlFile, TomlFile];

  const one = readConfig(config);
  const two = readSections(POLICY_KEYS, policy);
  const three = readSections(PROJECT_KEYS, project, PROJECT_RETIRED);
  problems.push(...one.problems, ...two.problems, ...three.problems);
  if (problems.length > 0) return err(problems);
  return ok({
    config: one.values,
    policy: two.values,
    project: three.values,
    written: { config: new Set(one.written), policy: two.written, project: three.written },
    notices: [...one.notices, ...two.notices, ...three.notices],
  });
}

function readConfig(toml: TomlFile) {
  const { merged, leaves, clashes } = unify(toml.table);
  const writtenAs = (key: string): readonly string[] => leaves.find((leaf) => leaf.key[0] === key)?.written ?? [key];
  const read = readKeys(CONFIG_KEYS, merged, { file: toml, at: [], writtenAs, retired: RETIRED });
  const twice = clashes.map(([a, b]): Problem => {
    const [first, second] = [a, b].map(
      (leaf) => `${leaf.written.join('.')} (line ${locateLine(toml.source, leaf.written) ?? '?'})`,
    );
    return { what: `${toml.file}: ${first} and ${second} say different things`, fix: 'keep one of them' };
  });
  return { ...read, problems: [...read.problems, ...twice] };
}

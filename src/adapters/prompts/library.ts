import { join } from 'node:path';
import type { Problem } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { TEMPLATES, type Template, type TemplateName } from '../../domain/prompt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Files } from '../../ports/files.js';
import type { Prompts } from '../../ports/prompts.js';
import { lookAt, modernised } from '../../prompting/template-problems.js';

const MEND = 'mend the template, or remove it to use the built-in one';
const REINSTALL = 'install millstone again';

/** Where templates are looked for. Both folders are absolute. */
export interface PromptPlaces {
  readonly builtIn: string;
  /** The user's own folder; it wins file by file. */
  readonly own: string | null;
  /** The flag or key that names the user's folder, for messages. */
  readonly named: string;
  /** The configured tasklist, for overrides in the original's spelling. */
  readonly tasklist: string;
}

/** The templates of a run, with what a person should know about overrides. */
export interface Library {
  readonly prompts: Prompts;
  readonly notices: readonly Notice[];
}

/** Reads and checks every template before the first agent call; all problems at once. */
export async function loadPrompts(places: PromptPlaces, files: Files): Promise<Result<Library, readonly Problem[]>> {
  const strangers = await unknownFiles(places, files);
  if (!strangers.ok) {
    return err([{ what: strangers.error, fix: 'name a folder of prompt templates that exists' }]);
  }
  const problems: Problem[] = [];
  const notices: Notice[] = [];
  const found = new Map<TemplateName, Template>();
  for (const name of TEMPLATES) {
    const template = await read(name, places, files);
    if (!template.ok) {
      problems.push(template.error);
      continue;
    }
    const looked = lookAt(template.value);
    problems.push(...looked.problems.map((what) => ({ what: `${template.value.file}: ${what}`, fix: MEND })));
    notices.push(...looked.notices);
    found.set(name, modernised(template.value, places.tasklist));
  }
  if (problems.length > 0) return err(problems);
  const prompts = { get: (name: TemplateName) => found.get(name) ?? missing(name) };
  return ok({ prompts, notices: [...notices, ...strangers.value] });
}

async function read(name: TemplateName, places: PromptPlaces, files: Files): Promise<Result<Template, Problem>> {
  for (const [dir, builtIn] of [
    [places.own, false],
    [places.builtIn, true],
  ] as const) {
    if (dir === null) continue;
    const file = join(dir, `${name}.md`);
    const text = await files.read(file);
    if (!text.ok) return err({ what: text.error, fix: builtIn ? REINSTALL : MEND });
    // An editor's byte order mark is no part of what an agent should read.
    if (text.value !== null) return ok({ name, text: text.value.replace(/^\uFEFF/, ''), file, builtIn });
  }
  return err({ what: `the template ${name}.md is missing from this installation`, fix: REINSTALL });
}

/** Files of the user's folder that no template of this version is called like, other than the original's own. */
async function unknownFiles({ own, named }: PromptPlaces, files: Files): Promise<Result<readonly Notice[], string>> {
  if (own === null) return ok([]);
  const names = await files.list(own);
  if (!names.ok) return names;
  if (names.value === null) return err(`${named}: the folder ${own} does not exist`);
  const known = new Set<string>([...TEMPLATES, ...LATER].map((name) => `${name}.md`));
  return ok(
    names.value
      .filter((name) => name.endsWith('.md') && !known.has(name))
      .map((name) => ({ kind: 'unknown-template', file: join(own, name) })),
  );
}

/** Templates of the original that this version does not use yet; a folder may hold them all the same. */
const LATER = ['complexity_prompt', 'release_prompt', 'sre_prompt', 'conflict_prompt'];

function missing(name: TemplateName): never {
  throw new Error(`template ${name} was not loaded`);
}

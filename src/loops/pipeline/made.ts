import type { Made } from '../../domain/gate.js';
import type { Halt } from '../../domain/halt.js';
import type { Handoff } from '../../domain/handoff.js';
import { err, ok, type Result } from '../../domain/result.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { OuterDeps } from './deps.js';

/** Lines of a thing that a person is shown. */
const SHOWN = 5;

/** What stands behind handoffs, as a person is shown it; what is not there any more is left out. */
export async function madeOf(handoffs: readonly Handoff[], deps: OuterDeps): Promise<Result<readonly Made[], Halt>> {
  const made: Made[] = [];
  for (const one of handoffs) {
    const found = one.kind === 'opportunity' ? await opportunity(one.id, deps) : await designs(one, deps);
    if (!found.ok) return found;
    made.push(...found.value);
  }
  return ok(made);
}

async function opportunity(id: string, { artifacts }: OuterDeps): Promise<Result<readonly Made[], Halt>> {
  const { opportunities } = artifacts;
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const one = listed.value.find((other) => other.id === id);
  if (one === undefined) return ok([]);
  const { title, description, raw } = one;
  const about = { kind: 'opportunity', id, title, file: opportunities.files.path } as const;
  return ok([{ ...about, summary: firstLines(description), size: raw.length }]);
}

async function designs(one: Handoff, { artifacts }: OuterDeps): Promise<Result<readonly Made[], Halt>> {
  if (one.kind !== 'design') return ok([]);
  const found = await artifacts.designs.get(one.id);
  if (!found.ok) return err(artifactTrouble(artifacts.designs.files, found.error));
  if (found.value === null) return ok([]);
  const { title, file, body, text } = found.value;
  return ok([{ kind: 'design', id: one.id, title, file, summary: firstLines(body), size: text.length }]);
}

/** The first lines that say something. */
const firstLines = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(0, SHOWN);

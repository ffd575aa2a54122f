import type { Halt } from '../../domain/halt.js';
import type { Handoff } from '../../domain/handoff.js';
import type { DesignId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { freeArtifactId } from '../../formats/artifact-id.js';
import { readDesign, withHeader } from '../../formats/design-document.js';
import type { Artifacts } from '../../ports/artifacts.js';
import type { StoredDesign } from '../../ports/designs.js';
import { artifactTrouble } from '../authoring/guard.js';
import { adopt } from './adopt.js';
import type { OuterDeps } from './deps.js';

/** What the first stage of a chain begins with. */
export async function beginning(deps: OuterDeps): Promise<Result<Handoff[], Halt>> {
  const { asked, given } = deps.chain;
  if (given === null) return ok([]);
  const begin = asked === 'plan' ? await takenOver(given, deps) : await adopt(given, `cli:--${asked}`, 0, deps);
  return begin.ok ? ok([begin.value]) : begin;
}

/** Where the design is that somebody names by its id or its file: among the designs, or elsewhere. */
export type NamedDesign =
  | { readonly kind: 'known'; readonly design: StoredDesign }
  /** `stem` is the name of the file without its ending. */
  | { readonly kind: 'elsewhere'; readonly stem: string; readonly text: string };

/** Looks for it. A file that is named by its path goes before a design that only has its name. */
export async function designNamed(
  given: string,
  { designs, textOf }: Pick<Artifacts, 'designs' | 'textOf'>,
): Promise<Result<NamedDesign, Halt>> {
  const trouble = (why: string): Result<never, Halt> => err(artifactTrouble(designs.files, why));
  const stem = (given.split('/').at(-1) ?? given).replace(/\.md$/, '');
  const known = await designs.get(stem);
  if (!known.ok) return trouble(known.error);
  const design = known.value;
  if (design !== null && (given === stem || design.file === given.replace(/^\.\//, '')))
    return ok({ kind: 'known', design });
  const text = await textOf(given);
  if (!text.ok) return trouble(text.error);
  if (text.value !== null) return ok({ kind: 'elsewhere', stem, text: text.value });
  if (design !== null) return ok({ kind: 'known', design });
  return err({
    reason: 'preflight',
    problems: [{ what: `Design file not found: ${given}`, fix: `name a file, or a design of ${designs.files.path}` }],
  });
}

/** One that lies elsewhere is taken over: a copy of it in the folder of designs, with a header that says what it is about. */
async function takenOver(given: string, deps: OuterDeps): Promise<Result<Handoff, Halt>> {
  const { designs, opportunities } = deps.artifacts;
  const trouble = (why: string): Result<never, Halt> => err(artifactTrouble(designs.files, why));
  const found = await designNamed(given, deps.artifacts);
  if (!found.ok) return found;
  if (found.value.kind === 'known') return ok({ kind: 'design', id: found.value.design.id });
  const { stem, text } = found.value;
  const all = await designs.list();
  if (!all.ok) return trouble(all.error);
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const id = freeArtifactId(stem, new Set(all.value.map((one) => one.id))) as DesignId;
  const design = readDesign(text, id);
  const title = design.title === id ? stem : design.title;
  const named = listed.value.find((one) => one.id === design.opportunityRef);
  const goal = named === undefined ? await adopt(title, 'cli:--plan', 0, deps) : ok({ id: named.id });
  if (!goal.ok) return goal;
  const header = { design_id: id, title, status: design.status, opportunity_ref: goal.value.id, created: '' };
  const written = await designs.write(id, withHeader(text, id, header));
  return written.ok ? ok({ kind: 'design', id }) : trouble(written.error);
}

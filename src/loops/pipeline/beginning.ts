import type { Halt } from '../../domain/halt.js';
import type { Handoff } from '../../domain/handoff.js';
import type { DesignId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { freeArtifactId } from '../../formats/artifact-id.js';
import { readDesign, withHeader } from '../../formats/design-document.js';
import { artifactTrouble } from '../authoring/guard.js';
import { adopt } from './adopt.js';
import type { OuterDeps } from './deps.js';

/** What the first stage of a chain begins with. */
export async function beginning(deps: OuterDeps): Promise<Result<Handoff[], Halt>> {
  const { asked, given } = deps.chain;
  if (given === null) return ok([]);
  const begin = asked === 'plan' ? await designNamed(given, deps) : await adopt(given, `cli:--${asked}`, 0, deps);
  return begin.ok ? ok([begin.value]) : begin;
}

/**
 * The design that somebody names by its id or its file. One that lies elsewhere is taken over: a copy of it in the folder of
 * designs, with a header that says what it is about.
 */
async function designNamed(given: string, deps: OuterDeps): Promise<Result<Handoff, Halt>> {
  const { designs, opportunities, textOf } = deps.artifacts;
  const trouble = (why: string): Result<never, Halt> => err(artifactTrouble(designs.files, why));
  const stem = stemOf(given);
  const known = await designs.get(stem);
  if (!known.ok) return trouble(known.error);
  if (known.value !== null && (given === stem || known.value.file === given.replace(/^\.\//, '')))
    return ok({ kind: 'design', id: known.value.id });
  const text = await textOf(given);
  if (!text.ok) return trouble(text.error);
  if (text.value === null && known.value !== null) return ok({ kind: 'design', id: known.value.id });
  if (text.value === null)
    return err({
      reason: 'preflight',
      problems: [{ what: `Design file not found: ${given}`, fix: `name a file, or a design of ${designs.files.path}` }],
    });

  const all = await designs.list();
  if (!all.ok) return trouble(all.error);
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const id = freeArtifactId(stem, new Set(all.value.map((one) => one.id))) as DesignId;
  const design = readDesign(text.value, id);
  const title = design.title === id ? stem : design.title;
  const named = listed.value.find((one) => one.id === design.opportunityRef);
  const goal = named === undefined ? await adopt(title, 'cli:--plan', 0, deps) : ok({ id: named.id });
  if (!goal.ok) return goal;
  const header = { design_id: id, title, status: design.status, opportunity_ref: goal.value.id, created: '' };
  const written = await designs.write(id, withHeader(text.value, id, header));
  return written.ok ? ok({ kind: 'design', id }) : trouble(written.error);
}

/** The name of a file without folder and ending. */
const stemOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.md$/, '');

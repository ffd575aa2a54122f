import type { Halt } from '../../domain/halt.js';
import type { OpportunityHandoff } from '../../domain/handoff.js';
import type { OpportunityId } from '../../domain/ids.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { freeArtifactId } from '../../formats/artifact-id.js';
import { readAbout } from '../../formats/task-about.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { OuterDeps } from './deps.js';

/** Characters of a title that is made of a longer text. */
const TITLE = 80;

/** What a goal in words is as an adopted opportunity. `source` says where the words come from: `cli:--design`. */
export function goalOpportunity(text: string, source: string, taken: ReadonlySet<string>): Omit<Opportunity, 'raw'> {
  const { title: first, description } = readAbout(text);
  const title =
    [...first].length <= TITLE
      ? first
      : `${[...first]
          .slice(0, TITLE - 1)
          .join('')
          .trimEnd()}…`;
  const words = description.trim() === '' || description === first ? text.trim() : `${first}: ${description}`;
  const nothing = { requiresDesign: null, designRef: null, priority: null, roi: null };
  const id = freeArtifactId(first, taken) as OpportunityId;
  return { ...nothing, id, title, status: 'adopted', sourceRef: source, description: words };
}

/**
 * Makes an adopted opportunity of a goal that was given in words, or finds the one that was made of it before; the id of
 * an opportunity means that one. `nth` tells goals with the same words apart, from 0.
 */
export async function adopt(
  text: string,
  source: string,
  nth: number,
  { artifacts: { opportunities } }: Pick<OuterDeps, 'artifacts'>,
): Promise<Result<OpportunityHandoff, Halt>> {
  const trouble = (why: string): Result<never, Halt> => err(artifactTrouble(opportunities.files, why));
  const listed = await opportunities.list();
  if (!listed.ok) return trouble(listed.error);
  const goal = goalOpportunity(text, source, new Set(listed.value.map((one) => one.id)));
  const known = opportunityMeant(text, goal, listed.value, nth);
  if (known === null) {
    const added = await opportunities.add(goal);
    return added.ok ? ok({ kind: 'opportunity', id: goal.id }) : trouble(added.error);
  }
  const set = known.status === 'adopted' ? done : await opportunities.setStatus(known.id, 'adopted');
  return set.ok ? ok({ kind: 'opportunity', id: known.id }) : trouble(set.error);
}

/**
 * The opportunity that somebody means by its id, or that was made of these words before; null when there is none. A title
 * is only the beginning of a goal, which others may share: the words decide.
 */
export function opportunityMeant<O extends Pick<Opportunity, 'id' | 'title' | 'description'>>(
  text: string,
  { title, description }: Pick<Opportunity, 'title' | 'description'>,
  all: readonly O[],
  nth = 0,
): O | null {
  const named = all.find(({ id }) => id === text.trim());
  const same = (one: O): boolean => one.title === title && folded(one.description) === folded(description);
  return named ?? all.filter(same)[nth] ?? null;
}

/** Records break their lines as they like. */
const folded = (words: string): string => words.replace(/\s+/g, ' ').trim();

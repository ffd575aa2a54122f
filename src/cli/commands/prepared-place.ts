import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type Prepared, prepare } from '../prepare.js';
import type { Request } from '../request.js';
import type { Question } from './answer.js';
import type { Refusal } from './end-run.js';
import { type Place, placeOf } from './place.js';
import { tellNotices } from './tell-notices.js';

/** A repository with all that a run there would go by. */
export interface PreparedPlace {
  readonly place: Place;
  readonly prepared: Prepared;
}

/** Finds the repository and reads its settings and prompts, for those who only show what would be done; tells what in them has no effect. */
export async function preparedPlace(asked: Question<Request>): Promise<Result<PreparedPlace, Halt | Refusal>> {
  const place = await placeOf(asked);
  if (!place.ok) return place;
  const { located, layout } = place.value;
  const prepared = await prepare(asked.request.flags, located, layout, asked.host);
  if (!prepared.ok) return err({ reason: 'refused', problems: prepared.error });
  await tellNotices(asked, prepared.value.notices);
  return ok({ place: place.value, prepared: prepared.value });
}

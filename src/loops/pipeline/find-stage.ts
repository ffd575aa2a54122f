import { analyze } from '../stages/analyze.js';
import { design } from '../stages/design.js';
import { execute } from '../stages/execute.js';
import { plan } from '../stages/plan.js';
import { reviewDesign } from '../stages/review-design.js';
import type { AnyStage } from './stage.js';

const KNOWN: readonly AnyStage[] = [analyze, design, reviewDesign, plan, execute];

/** The stage of a name; null when there is none, as in a journal of a later version. */
export const findStage = (name: string): AnyStage | null => KNOWN.find((stage) => stage.name === name) ?? null;

/** The names of all stages. */
export const stageNames = (): readonly string[] => KNOWN.map(({ name }) => name);

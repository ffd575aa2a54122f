import { ARTIFACT_ID } from '../domain/ids.js';
import type { Opportunity } from '../domain/opportunity.js';

/** What is looked at in a list of opportunities before a reviewer is paid for it. */
export type OpportunityShape = Pick<Opportunity, 'id' | 'title' | 'status' | 'description' | 'roi'> & {
  /** From 1. */
  readonly line: number;
  readonly ownId: boolean;
  /** What stands behind `Location:`; null where nothing does. */
  readonly location: string | null;
  /** What stands behind `ROI Score:`; null where nothing does. */
  readonly statedRoi: string | null;
};

/** Everything that is wrong with the form of opportunities, in words for their author; each with its line. */
export function opportunityShapeProblems(all: readonly OpportunityShape[]): readonly string[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  let last: { readonly roi: number; readonly id: string } | null = null;
  for (const one of all) {
    const say = (what: string): void => void problems.push(`line ${one.line}, ${one.id}: ${what}`);
    const first = seen.get(one.id);
    if (first !== undefined) say(`the same id as on line ${first}; every id has to be its own`);
    else seen.set(one.id, one.line);
    // Those of before were looked at when they came, and a person may have written them.
    if (one.status !== 'identified') continue;
    if (!one.ownId) say('has no "Opportunity ID:"');
    else if (!ARTIFACT_ID.test(one.id)) say('the id may have small letters, digits and hyphens only');
    if (one.description.trim() === '') say('has no "Description:"');
    if (one.location === null) say('has no "Location:"');
    if (one.roi === null)
      say(one.statedRoi === null ? 'has no "ROI Score:"' : `"ROI Score: ${one.statedRoi}" is no number`);
    else {
      if (last !== null && one.roi > last.roi) say(`stands below ${last.id}, though its ROI Score is higher`);
      last = { roi: one.roi, id: one.id };
    }
  }
  return problems;
}

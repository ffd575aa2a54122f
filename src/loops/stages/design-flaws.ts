import { readDesign } from '../../formats/design-document.js';
import { designSections } from '../../formats/design-sections.js';
import { readTasklist } from '../../formats/tasklist.js';
import { designShapeProblems } from '../../policy/design-shape.js';
import type { StoredDesign } from '../../ports/designs.js';

/** What is wrong with the form of a document that is to be the design of this opportunity; null for that of any. */
export function designFlaws(one: StoredDesign, opportunity: string | null): readonly string[] {
  const { header, statedId, statusAt } = readDesign(one.text, one.id);
  const hasHeader = header.size > 0 && statusAt !== null;
  const shape = { ...designSections(one.body), id: one.id, statedId, title: one.title, hasHeader };
  return designShapeProblems({ ...shape, opportunityRef: one.opportunityRef }, { opportunity });
}

/**
 * Whether a design of this opportunity is written and approved, as where an earlier run got no further or its plan was
 * refused. One that tasks of the list were made of has had its turn.
 */
export function isReady(one: StoredDesign | undefined, opportunity: string, list: string): one is StoredDesign {
  if (one?.status !== 'reviewed' && one?.status !== 'approved') return false;
  const planned = readTasklist(list).entries.some(({ about }) => about.designRef === one.id);
  return !planned && designFlaws(one, opportunity).length === 0;
}

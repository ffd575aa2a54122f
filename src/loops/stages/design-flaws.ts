import { readDesign } from '../../formats/design-document.js';
import { designSections } from '../../formats/design-sections.js';
import { designShapeProblems } from '../../policy/design-shape.js';
import type { StoredDesign } from '../../ports/designs.js';

/** What is wrong with the form of a document that is to be the design of this opportunity; null for that of any. */
export function designFlaws(one: StoredDesign, opportunity: string | null): readonly string[] {
  const { header, statedId, statusAt } = readDesign(one.text, one.id);
  const hasHeader = header.size > 0 && statusAt !== null;
  const shape = { ...designSections(one.body), id: one.id, statedId, title: one.title, hasHeader };
  return designShapeProblems({ ...shape, opportunityRef: one.opportunityRef }, { opportunity });
}

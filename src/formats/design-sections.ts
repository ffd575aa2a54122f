import { scanLines } from './markdown.js';
import { sectionsOf } from './sections.js';

/** What a design's body has, counted. */
export interface DesignSections {
  /** Words of each section, by its heading in lower case; of two with the same heading the first. */
  readonly sections: ReadonlyMap<string, string>;
  /** Checkboxes under `Success Criteria`. */
  readonly criteria: number;
  /** `###` headings under `Alternatives Considered`; its bullets at the margin where there are none. */
  readonly alternatives: number;
}

/** Counts what a design's body has. */
export function designSections(body: string): DesignSections {
  const sections = new Map<string, string>();
  for (const { heading, text } of sectionsOf(body)) {
    const key = heading.toLowerCase();
    if (!sections.has(key)) sections.set(key, text);
  }
  const count = (heading: string, sign: RegExp): number => {
    let found = 0;
    scanLines(sections.get(heading) ?? '', ({ kind, text }) => {
      if (kind === 'text' && sign.test(text)) found++;
    });
    return found;
  };
  return {
    sections,
    criteria: count('success criteria', /^\s*[-*+] \[[ xX]\]\s+\S/),
    alternatives:
      count('alternatives considered', /^###\s+\S/) || count('alternatives considered', /^(?:[-*+]|\d+[.)])\s+\S/),
  };
}

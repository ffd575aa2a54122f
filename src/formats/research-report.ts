import type { Task } from '../domain/task.js';

/** Sections of a research reply that a report shows by themselves. Source: inner-loop.md 14. */
const SECTIONS = [
  'SUMMARY',
  'FINDINGS',
  'ANALYSIS',
  'RECOMMENDATIONS',
  'AFFECTED_FILES',
  'RISKS',
  'DEPENDENCIES',
  'NEXT_STEPS',
  'CONCLUSIONS',
] as const;

/** A heading in Markdown, numbered or not, bold or not: `## 1. **Findings**`. */
const HEADING = /^#{1,6}[ \t]+(?:\d+[.)][ \t]*)?[*_]{0,2}([a-z _-]+?)[*_]{0,2}:?[*_]{0,2}[ \t]*#*$/i;
/** A word with a colon at the beginning of a line: `NEXT_STEPS: ...`. */
const NAMED = /^[*_]{0,2}([a-z _-]+?)[*_]{0,2}:[*_]{0,2}[ \t]*(.*)$/i;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The sections of a reply by name, in the order of the report; what is not there is left out. Fenced text begins none. */
export function researchSections(reply: string): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  let into: string[] | null = null;
  let fence: string | null = null;
  for (const line of reply.split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1] ?? null;
    if (mark !== null && fence === null) fence = mark;
    else if (mark !== null && fence !== null && mark.startsWith(fence)) fence = null;
    const head = fence === null && mark === null ? headOf(line) : null;
    if (head === null) into?.push(line);
    else if (head.name === null) into = null;
    else {
      into = found.get(head.name) ?? [];
      found.set(head.name, into);
      if (head.rest !== '') into.push(head.rest);
    }
  }
  const texts = SECTIONS.map((name) => [name, (found.get(name) ?? []).join('\n').trim()] as const);
  return new Map(texts.filter(([, text]) => text !== ''));
}

/** The section that a line begins; a null name where a heading of another kind ends the one before. */
function headOf(line: string): { readonly name: string | null; readonly rest: string } | null {
  const [, words = '', rest = ''] = HEADING.exec(line) ?? NAMED.exec(line) ?? [];
  const name = words.trim().toUpperCase().replace(/[ -]+/g, '_');
  if (SECTIONS.some((one) => one === name)) return { name, rest };
  return /^#{1,2}[ \t]/.test(line) ? { name: null, rest: '' } : null;
}

/** The report of a research: what was asked and when, the sections, then the whole reply as it came. */
export function researchReport(task: Task, at: string, reply: string): string {
  const sections = [...researchSections(reply)].map(([name, text]) => `## ${titled(name)}\n\n${text}\n`);
  const asked = task.raw
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd());
  return [
    `# ${task.title}\n`,
    `Researched ${at}. Nothing was changed.\n`,
    `${asked.join('\n')}\n`,
    ...sections,
    ...(sections.length === 0 ? [] : ['---\n', '## Full answer\n']),
    `${reply.trim()}\n`,
  ].join('\n');
}

const titled = (name: string): string => {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

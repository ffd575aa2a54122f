import type { Notice } from '../domain/notice.js';
import type { Template } from '../domain/prompt.js';
import { CATALOG } from './catalog.js';
import { PLACEHOLDER } from './fill.js';

/** What is wrong with a template: problems stop the start, notices do not. */
export interface Looked {
  readonly problems: readonly string[];
  readonly notices: readonly Notice[];
}

/** The original's spelling of the tasklist's path; still understood in overrides. */
const LEGACY = ['TASKLIST_PATH'];

/** Compares a template with the catalog before any agent is called. */
export function lookAt(template: Template): Looked {
  const { required, optional } = CATALOG[template.name];
  const mentioned = new Set([...template.text.matchAll(PLACEHOLDER)].map((found) => found[1] ?? ''));
  const missing = required.filter((name) => !mentioned.has(name));
  const problems = missing.map((name) => `the template does not mention {{${name}}}`);
  if (template.text.trim() === '') problems.unshift('the template is empty');

  const known = new Set<string>([...required, ...optional]);
  const strange = [...mentioned].filter((name) => !known.has(name));
  // A user's template may hold braces of its own; in ours an unknown name is a misspelling.
  if (template.builtIn)
    return { problems: [...problems, ...strange.map((name) => `{{${name}}} is not known`)], notices: [] };
  const notices = strange.map((placeholder): Notice => {
    const kind = LEGACY.includes(placeholder) ? 'legacy-placeholder' : 'unknown-placeholder';
    return { kind, file: template.file, placeholder };
  });
  return { problems, notices };
}

const RESULTS = '{{CHECK_RESULTS}}';

/**
 * Puts the configured tasklist where an override of the original's time names its default path, and the results of the
 * project's checks behind a review prompt that does not know of them: no reviewer judges without.
 */
export function modernised(template: Template, tasklist: string): Template {
  if (template.builtIn) return template;
  const text = template.text.replaceAll('{{TASKLIST_PATH}}', () => tasklist);
  if (template.name !== 'review_prompt') return { ...template, text };
  const named = text.replaceAll('.millstone/tasklist.md', () => tasklist);
  return { ...template, text: named.includes(RESULTS) ? named : `${named.trimEnd()}\n\n${RESULTS}\n` };
}

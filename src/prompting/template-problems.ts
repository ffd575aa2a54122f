import type { Notice } from '../domain/notice.js';
import type { Template, TemplateName } from '../domain/prompt.js';
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

/** What a template is useless without, also one that does not know of it: put behind an override's own words. */
const BEHIND: Readonly<Partial<Record<TemplateName, readonly string[]>>> = {
  // No reviewer judges without the results of the project's checks.
  review_prompt: ['CHECK_RESULTS'],
  // The original let the author choose its task, and put its context behind the template itself.
  tasklist_prompt: ['TASK', 'GROUP_CONTEXT', 'TASK_CONTEXT', 'DIFF'],
  task_prompt: ['TASK_CONTEXT'],
};

/**
 * Puts the configured tasklist where an override of the original's time names its default path, and behind it what it
 * must not be without.
 */
export function modernised(template: Template, tasklist: string): Template {
  if (template.builtIn) return template;
  const text = template.text.replaceAll('{{TASKLIST_PATH}}', () => tasklist);
  const named = template.name === 'review_prompt' ? text.replaceAll('.millstone/tasklist.md', () => tasklist) : text;
  const missing = (BEHIND[template.name] ?? []).map((name) => `{{${name}}}`).filter((token) => !named.includes(token));
  return { ...template, text: missing.length === 0 ? named : `${[named.trimEnd(), ...missing].join('\n\n')}\n` };
}

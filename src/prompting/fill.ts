import type { Template, TemplateName } from '../domain/prompt.js';
import { CATALOG, type Values } from './catalog.js';

/** A placeholder: two braces around capitals, digits and underscores. */
export const PLACEHOLDER = /\{\{([A-Z][A-Z0-9_]*)\}\}/g;

/**
 * Fills a template in one pass: a value is never looked at again, so that a diff with `{{TASK}}` in it stays that
 * diff. Placeholders without a value stay as they are. Lines that held nothing but an empty value go, and a comment
 * with the template's name closes the prompt.
 */
export function fill<N extends TemplateName>(template: Template & { readonly name: N }, values: Values<N>): string {
  const known: Readonly<Record<string, string | undefined>> = values;
  const unsaid = unsaidIn(template, known);
  if (unsaid !== undefined) throw new Error(`${template.file}: there is nothing to put in for {{${unsaid}}}`);
  const text = template.text.replace(
    /^[ \t]*\{\{([A-Z][A-Z0-9_]*)\}\}[ \t]*\r?\n(?:[ \t]*\r?\n)?/gm,
    (whole, name: string) => (known[name] === '' ? '' : whole),
  );
  const filled = text.trimEnd().replace(PLACEHOLDER, (whole, name: string) => known[name] ?? whole);
  return `${filled}\n\n<!-- prompt_name: ${template.name}.md -->\n`;
}

/** An instruction that a template is about, and that nobody has given: an agent without it would write anywhere. */
function unsaidIn({ name, text }: Template, known: Readonly<Record<string, string | undefined>>): string | undefined {
  const required: readonly string[] = CATALOG[name].required;
  return required.find((one) => /_INSTRUCTIONS$/.test(one) && known[one] === '' && text.includes(`{{${one}}}`));
}

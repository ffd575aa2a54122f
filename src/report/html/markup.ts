import { plainText } from '../plain-text.js';

/**
 * HTML that may be put into a page as it is. Only `html` makes it: what comes from a file or an agent is a text or some
 * object of JSON, and no such thing can be one of these.
 */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: texts are escaped, null is nothing. */
export type Content = string | number | Markup | null | readonly Content[];

/** A template of a page. Everything put into it is escaped, unless it is markup itself. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  new Markup(parts.map((part, i) => (i === 0 ? part : rendered(values[i - 1] ?? null) + part)).join(''));

/** Nothing where a condition does not hold. */
export const when = (condition: boolean, content: () => Content): Content => (condition ? content() : null);

function rendered(value: Content): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(rendered).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Also without signs that turn the order of a text or hide in it. */
const escaped = (text: string): string => plainText(text).replace(/[&<>"'`]/g, (sign) => ENTITIES[sign] ?? sign);

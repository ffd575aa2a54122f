import type { Template, TemplateName } from '../domain/prompt.js';

/** The templates of a run, read and checked before its first agent call. */
export interface Prompts {
  get(name: TemplateName): Template;
}

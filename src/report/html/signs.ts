import type { Severity } from '../../domain/verdict.js';
import { type Content, html, type Markup } from './markup.js';
import type { Mood } from './words.js';

/** Signs drawn as shapes, so that no font is needed and colour is never all that tells. */
const SHAPES: Readonly<Record<Mood, Markup>> = {
  good: html`<path d="M3.2 8.6 6.6 12 12.8 4.6"/>`,
  bad: html`<path d="M4 4l8 8M12 4l-8 8"/>`,
  warn: html`<path d="M8 3.2v6.2M8 12.4v.4"/>`,
  calm: html`<path d="M3.6 8h8.8"/>`,
};

/** A sign for the eye; the words beside it say the same. */
export const sign = (mood: Mood): Markup =>
  html`<svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${SHAPES[mood]}</svg>`;

/** A word with its sign. */
export const badge = (mood: Mood, words: Content): Markup =>
  html`<span class="badge ${mood}">${sign(mood)}<span>${words}</span></span>`;

/** How bad a finding is. */
export const severityBadge = (severity: Severity): Markup => html`<span class="sev sev-${severity}">${severity}</span>`;

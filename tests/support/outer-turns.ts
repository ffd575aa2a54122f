import { designText, fine, plannedTask } from './outer-texts.js';
import type { Turn } from './scripted-agents.js';

const LIST = '.millstone/tasklist.md';

/** The design of an opportunity, approved at once. */
export const designs = (id: string): readonly Turn[] => [
  { on: 'design', says: 'written', edits: { [`.millstone/designs/${id}.md`]: designText(id) } },
  { on: 'design-review', says: fine },
];

/** An author that adds text to the list. */
export const adds = (text: string, on: Turn['on'] = 'plan'): Turn => ({
  on,
  says: 'planned',
  does: (repository) => {
    const disk = repository as unknown as { textOf(path: string): string | null };
    repository.edit({ [LIST]: `${disk.textOf(LIST) ?? ''}\n${text}\n` });
  },
});

/** An author that writes the list anew. */
export const rewrites = (on: Turn['on'], change: (text: string) => string): Turn => ({
  on,
  says: 'done',
  does: (repository) => {
    const disk = repository as unknown as { textOf(path: string): string | null };
    repository.edit({ [LIST]: change(disk.textOf(LIST) ?? '') });
  },
});

/** Tasks of these ids, approved at once. */
export const plans = (...ids: readonly string[]): readonly Turn[] => [
  adds(ids.map((id) => plannedTask(id)).join('\n\n')),
  { on: 'plan-review', says: fine },
];

/** The text of a data block in a prompt, by the beginning of its label; null when there is none. */
export function block(prompt: string, label: string): string | null {
  const at = prompt.indexOf(`\n${label}`);
  if (at < 0) return null;
  const opening = /^(`{3,})text\n/m.exec(prompt.slice(at));
  if (opening === null) return null;
  const fence = opening[1] ?? '```';
  const body = prompt.slice(at + opening.index + opening[0].length);
  const end = body.indexOf(`\n${fence}`);
  return end < 0 ? body : body.slice(0, end);
}

/** The task of a prompt. */
export const taskIn = (prompt: string): string => block(prompt, 'The task (') ?? 'an unnamed task';

/** The acceptance criteria of a prompt. */
export const criteriaIn = (prompt: string): readonly string[] =>
  (block(prompt, 'What must hold') ?? '')
    .split('\n')
    .map((line) => line.replace(/^- /, '').trim())
    .filter((line) => line !== '');

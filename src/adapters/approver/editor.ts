import { startInFront } from '../process/start.js';

/**
 * Opens files, relative to `top`, in the editor of a person. Returns why that was not possible, or null. Not to be given
 * up: an editor that is taken away leaves a terminal in a bad state, and it ends with its person.
 */
export async function editFiles(
  files: readonly string[],
  top: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const editor = env.VISUAL || env.EDITOR || '';
  if (editor === '') return 'neither VISUAL nor EDITOR names an editor';
  const why = await startInFront(editor, files, top);
  return why === null ? null : `${editor}: ${why}`;
}

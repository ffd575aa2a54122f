import type { Problem } from '../domain/halt.js';
import type { Files } from '../ports/files.js';

/**
 * What stands in the way when `.millstone` is there and is no folder that can be read: a file, a link to nowhere, a
 * folder of somebody else. Null when all is well, also where there is none yet.
 */
export async function folderProblem(root: string, files: Files): Promise<Problem | null> {
  const folder = await files.list(root);
  if (folder.ok) return null;
  return {
    what: `${folder.error}; millstone keeps its settings and its state in a folder of that name`,
    fix: 'move what is there out of the way (mv .millstone .millstone.old), or make it a folder that can be read',
  };
}

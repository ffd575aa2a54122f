import { constants, copyFile } from 'node:fs/promises';

/** Copies a file to the first free name beside it, and returns that. */
export async function copyBeside(file: string): Promise<string> {
  for (let n = 1; ; n++) {
    const to = `${file}.${n}.bak`;
    try {
      await copyFile(file, to, constants.COPYFILE_EXCL);
      return to;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

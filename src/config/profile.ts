import type { Problem } from '../domain/halt.js';
import { err, type Result } from '../domain/result.js';
import type { Files } from '../ports/files.js';
import { nearest } from './nearest.js';
import { BUILT_IN_PROFILE } from './profile-schema.js';
import { readToml, type TomlFile } from './read-toml.js';

const EXTENSION = '.toml';

/**
 * The file of a profile in the folder of profiles. The built-in one needs none. `place` is where the profile is named,
 * for the message that there is none of that name.
 */
export async function findProfile(
  id: string,
  place: string,
  folder: string,
  files: Files,
): Promise<Result<TomlFile, Problem>> {
  const file = `${folder}/${id}${EXTENSION}`;
  if (id === BUILT_IN_PROFILE) return readToml(file, files);
  const names = await files.list(folder);
  if (!names.ok) return err({ what: names.error, fix: 'make it a folder that can be read, or remove it' });
  const own = (names.value ?? []).filter((name) => name.endsWith(EXTENSION));
  if (own.includes(`${id}${EXTENSION}`)) return readToml(file, files);
  const known = [...new Set([BUILT_IN_PROFILE, ...own.map((name) => name.slice(0, -EXTENSION.length))])];
  const meant = nearest(id, known);
  const hint = meant === null ? '' : `did you mean ${meant}? `;
  return err({
    what: `${place}: there is no profile called "${id}"`,
    fix: `${hint}known profiles: ${known.join(', ')}`,
  });
}

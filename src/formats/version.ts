/** Major and minor number of a version. */
export type Version = readonly [major: number, minor: number];

/** The first version in a text, such as `git version 2.39.5 (Apple Git-154)`; null when there is none. */
export function versionIn(text: string): Version | null {
  const found = /(\d+)\.(\d+)/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

/** Whether one version comes before another. */
export const isBelow = ([major, minor]: Version, [least, and]: Version): boolean =>
  major < least || (major === least && minor < and);

import { hash } from 'node:crypto';

/** Longest id that is made of a title. Source: pipeline.md 5 (objectives), where it is cut without more ado. */
const LONGEST = 40;

/** What an accent becomes once it is taken apart. */
const MARKS = /\p{M}+/gu;

/**
 * The id that a title gives: `Über Caching!` is `uber-caching`. A title without Latin letters or digits gives eight
 * hexadecimal digits of it, so that no id is empty. Source: artifacts.md 3.
 */
export function artifactId(title: string): string {
  const plain = title.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const whole = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-/, '');
  // Cut between words where that leaves enough to be told apart by.
  const cut = whole.length <= LONGEST ? whole : whole.slice(0, LONGEST);
  const word = whole.length > LONGEST && whole[LONGEST] !== '-' ? cut.replace(/(.{20,})-[^-]*$/, '$1') : cut;
  const id = word.replace(/-+$/, '');
  return id === '' ? hash('sha256', title, 'hex').slice(0, 8) : id;
}

/** The id of a title that none of `taken` is: the second is `x-2`. */
export function freeArtifactId(title: string, taken: ReadonlySet<string>): string {
  const wanted = artifactId(title);
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) {
    const id = `${wanted}-${n}`;
    if (!taken.has(id)) return id;
  }
}

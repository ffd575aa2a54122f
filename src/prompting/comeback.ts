import { excerpt } from './excerpt.js';

/** Why an approved change came back. */
export type Comeback =
  /** Lines that others changed as well, in these files. */
  | { readonly kind: 'conflict'; readonly files: readonly string[] }
  /** What is red with it, and what the checks printed. */
  | { readonly kind: 'red'; readonly names: readonly string[]; readonly output: string };

/** Names and commits that are told; characters of what checks printed. */
const NAMED = 30;
const OUTPUT = 6_000;

/** The words to an author whose approved change does not go together with what landed while it was worked on. */
export function comebackWords(why: Comeback, landed: readonly string[]): string {
  const list = (all: readonly string[]): string =>
    [...all.slice(0, NAMED), ...(all.length > NAMED ? [`... and ${all.length - NAMED} more`] : [])]
      .map((one) => `- ${one}`)
      .join('\n');
  const others = landed.length === 0 ? '' : `\n\nWhat landed meanwhile, newest first:\n${list(landed)}`;
  const keep =
    'Keep both intents: what your task asks for, and what the others did. Read their commits with git log and git show.';
  if (why.kind === 'conflict')
    return `Your change was approved, but others landed before it and changed the same lines. It has been put onto what they left. In these files both sides stand between conflict markers (<<<<<<<, =======, >>>>>>>):\n${list(why.files)}\n\nResolve every conflict and leave no marker. ${keep}${others}`;
  return `Your change was approved, but others landed before it, and together something fails that neither broke alone. It has been put onto what they left. These fail:\n${list(why.names)}\n\nMend your change so that they pass. ${keep}${others}\n\nWhat the checks printed:\n${excerpt(why.output, OUTPUT)}`;
}

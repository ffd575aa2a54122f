import * as z from 'zod';
import type { CommitId, TreeId } from './ids.js';

export const treeId = z.string().transform((id) => id as TreeId);
const commitId = z.string().transform((id) => id as CommitId);

/** A look at a submodule, which is a repository of its own inside this one. */
export const moduleSighting = z.strictObject({
  head: commitId.nullable(),
  branch: z.string().nullable(),
  tree: treeId,
  /** Files in it that are not committed, as many as a message can name; none when all is. */
  dirty: z.array(z.string()),
});
export type ModuleSighting = z.infer<typeof moduleSighting>;

/** One look at the repository: where HEAD is and what the working tree holds, untracked files included. */
export const sighting = z.strictObject({
  /** The commit of HEAD; null in a repository without commits. */
  head: commitId.nullable(),
  /** Full name such as `refs/heads/main`; null when HEAD is detached. */
  branch: z.string().nullable(),
  tree: treeId,
  /** Its submodules by path, nested ones too, as far as they are checked out; absent where there is none. */
  modules: z.record(z.string(), moduleSighting).optional(),
});
export type Sighting = z.infer<typeof sighting>;

/** Whether two looks saw the same inside the submodules. */
export function sameInside({ modules: a = {} }: Sighting, { modules: b = {} }: Sighting): boolean {
  const paths = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...paths].every((path) => {
    const [one, other] = [a[path], b[path]];
    return one?.head === other?.head && one?.branch === other?.branch && one?.tree === other?.tree;
  });
}

/**
 * What became uncommitted inside submodules between two looks: files by their path in the whole repository. A commit
 * of this repository cannot hold them.
 */
export function leftInside({ modules: before = {} }: Sighting, { modules: now = {} }: Sighting): readonly string[] {
  return Object.entries(now).flatMap(([path, { head, tree, dirty }]) => {
    const was = before[path];
    const asBefore = was !== undefined && was.head === head && was.tree === tree;
    return asBefore ? [] : dirty.map((file) => `${path}/${file}`);
  });
}

/** How people are told that HEAD is on no branch. */
export const DETACHED = 'a detached HEAD';

/** A branch as people call it. */
export const branchName = (ref: string | null): string => ref?.replace(/^refs\/heads\//, '') ?? DETACHED;

/** How things stood when the task began. Everything the task changed is the difference to this. */
export const baseline = z.strictObject({
  ...sighting.shape,
  /** The tree of `head`; the empty tree in a repository without commits. Differs from `tree` after a dirty start. */
  headTree: treeId,
});
export type Baseline = z.infer<typeof baseline>;

/** One file of a change. Paths are relative to the top level, with `/`. */
export const fileChange = z.strictObject({
  path: z.string(),
  /** Where it was before, for a rename. */
  from: z.string().nullable(),
  status: z.enum(['added', 'modified', 'deleted', 'renamed', 'type-changed']),
  /** Lines; 0 for a binary file. */
  added: z.number(),
  deleted: z.number(),
  binary: z.boolean(),
  /** Marked `linguist-generated` by the repository. */
  generated: z.boolean(),
});
export type FileChange = z.infer<typeof fileChange>;

/** A commit of the author's or ours. */
export const commitFacts = z.strictObject({ id: commitId, tree: treeId, subject: z.string() });
export type CommitFacts = z.infer<typeof commitFacts>;

/** A step's value as far as it tells of commits. */
export const committing = z.object({ commits: z.array(commitFacts) });

/** What the step of a task says that holds commits of others. */
export const theirCommits = z.strictObject({ theirs: z.array(commitFacts) });

/** What the step of a task says that holds commits of which nobody can tell whose they are. */
export const unclearCommits = z.strictObject({ unclear: z.array(commitFacts) });

/** Everything the task has changed so far. */
export const change = z.strictObject({
  /** What it is the difference between; equal trees mean nothing changed. */
  from: treeId,
  to: treeId,
  files: z.array(fileChange),
  /** The unified diff, cut at a limit with a marker. */
  patch: z.string(),
  /** The size of the whole diff in bytes, and where it lies whole when `patch` was cut. */
  patchBytes: z.number(),
  patchFile: z.string().nullable(),
});
export type Change = z.infer<typeof change>;

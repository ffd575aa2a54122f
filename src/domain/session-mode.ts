/** How long an agent keeps its conversation; `given` is one that was named for the author. */
export type SessionMode =
  | { readonly kind: 'new-each-task' | 'within-run' | 'across-runs' }
  | { readonly kind: 'given'; readonly conversation: string };

const NAMES: Readonly<Record<string, SessionMode>> = {
  new: { kind: 'new-each-task' },
  new_each_task: { kind: 'new-each-task' },
  continue_within_run: { kind: 'within-run' },
  continue: { kind: 'across-runs' },
  continue_across_runs: { kind: 'across-runs' },
};

/** Reads the word of `session_mode` and `--session`: anything that is no mode is the id of a conversation. */
export const sessionMode = (word: string): SessionMode => NAMES[word] ?? { kind: 'given', conversation: word };

/** The word of a mode as it is shown. */
export function sessionWord(mode: SessionMode): string {
  if (mode.kind === 'given') return mode.conversation;
  return mode.kind === 'new-each-task' ? 'new_each_task' : `continue_${mode.kind.replace('-', '_')}`;
}

/** Roles whose conversations can outlive a task. */
export type Talker = 'author' | 'reviewer';

/** The conversations that agents go on with from one task to the next. */
export interface Sessions {
  /** The conversation that the first call of a task goes on with; null for a new one. */
  of(role: Talker): string | null;
  /** Told of the conversation of every reply. */
  remember(role: Talker, conversation: string | null): void;
  /** Told that its tool does not know a conversation any more: nobody is to go on with it again. */
  forget(conversation: string): void;
}

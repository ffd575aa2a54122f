/** A person's wish, from any terminal, that the run stop once the running task is done (L27). */
export interface SoftStop {
  /** Whether this very process has been asked; what was asked of an earlier one does not count. */
  asked(): Promise<boolean>;
}

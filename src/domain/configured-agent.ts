/** An agent that only the configuration knows (`[agents.NAME]`). The prompt goes to its stdin. */
export interface ConfiguredAgent {
  readonly command: string;
  readonly args: readonly string[];
  readonly output: 'text' | 'json';
  /** Dotted path to the reply in its JSON. */
  readonly textField: string;
  /** Dotted path to the conversation in its JSON; null when it has none. */
  readonly sessionField: string | null;
  /** `{model}` stands for the model. */
  readonly modelArgs: readonly string[];
  /** `{session}` stands for the conversation. */
  readonly resumeArgs: readonly string[];
  readonly readOnlyArgs: readonly string[];
  /** How to get it, for the message that it is missing. */
  readonly install: string | null;
}

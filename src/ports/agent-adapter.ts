import type { AgentFailure, AgentReply, Usage } from '../domain/agent.js';
import type { Progress } from '../domain/progress.js';
import type { Result } from '../domain/result.js';
import type { AgentRequest } from './agents.js';
import type { Ended } from './process.js';

/** What a call may use besides its request. */
export interface CallTerms {
  /** Where a file with the schema may be put, for tools that take one: absolute, of this call alone. */
  readonly schemaFile: string;
  /** What the call may cost at most, for tools with a cap of their own; US dollars, null for no limit. */
  readonly capUsd: number | null;
}

/** What an envelope has to know of its call to read it. */
export interface CallFacts {
  /** The time that stated waits count from. */
  readonly now: () => Date;
  /** The working directory, absolute: paths in it are shown relative to it. */
  readonly folder: string;
  readonly promptChars: number;
  /** Whether a reply of a schema was asked for. */
  readonly schema: boolean;
}

/** Which figures a tool reports itself. */
export interface Tells {
  readonly tokens: boolean;
  readonly money: boolean;
}

/** How one agent's tool is called. */
export interface AgentCommand {
  readonly args: readonly string[];
  /** Variables that the call gets besides those of every call. */
  readonly env?: Readonly<Record<string, string>>;
  /** What must stand in the schema file while the call runs; absent when the tool needs none. */
  readonly schemaText?: string;
  /** The prompt, which never goes into the arguments: they are too small for a diff and visible to everybody. */
  readonly stdin: string;
}

/**
 * What a call has used. Some tools tell not that but what the whole conversation has up to now; the difference is ours.
 */
export interface Consumption {
  readonly usage: Usage | null;
  /** US dollars of the whole conversation; null when the tool tells no price, or that of the call in `usage`. */
  readonly conversationCostUsd: number | null;
  /** Whether the tokens are those of the whole conversation. */
  readonly conversationTokens?: boolean;
}

/** A reply, and what the call has used. */
export interface Answer extends Omit<Consumption, 'usage'> {
  readonly reply: AgentReply;
}

/** What a call that failed has used, in the conversation that it went on with or began. */
export interface Wasted extends Consumption {
  readonly conversation: string | null;
}

/**
 * Reads one call's output, line by line, then its end. Pure: no I/O, unknown lines are stepped over, and success is
 * what the tool's last event says, never the exit code alone.
 */
export interface Envelope {
  /** A line of stdout, `cut` when it was too long to be kept whole; what a person may be shown of it. */
  line(text: string, cut?: boolean): Progress | null;
  /** A line of stderr, for tools that tell there what they wait for. */
  errorLine?(text: string): Progress | null;
  /** Why going on is no use, as soon as the tool's events show it: tools repeat what cannot succeed for minutes. */
  hopeless?(): AgentFailure | null;
  close(end: Ended): Result<Answer, AgentFailure>;
  /** What the events have told of use so far, for a call that failed; absent for tools that tell it with a reply only. */
  wasted?(): Wasted | null;
}

/** What it takes to run one agent's tool: arguments out, envelope in. */
export interface AgentAdapter {
  readonly id: string;
  /** The program's name on PATH, or its absolute path. */
  readonly program: string;
  /** One line that tells how to install it. */
  readonly install: string;
  command(request: AgentRequest, model: string | null, terms: CallTerms): AgentCommand;
  /** Whether its tool hides the user's git settings, the identity with them, from what it runs. */
  readonly hidesGit?: boolean;
  /** What its tool tells of what a call has used. */
  readonly tells: Tells;
  envelope(about: CallFacts): Envelope;
}

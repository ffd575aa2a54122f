import type { AgentFailure, AgentReply } from '../domain/agent.js';
import type { Progress } from '../domain/progress.js';
import type { Result } from '../domain/result.js';
import type { AgentRequest } from './agents.js';
import type { Ended } from './process.js';

/** How one agent's tool is called. */
export interface AgentCommand {
  readonly args: readonly string[];
  /** The prompt, which never goes into the arguments: they are too small for a diff and visible to everybody. */
  readonly stdin: string;
}

/** A reply with what the tool says the whole conversation has cost so far; null when it tells no price. */
export interface Answer {
  readonly reply: AgentReply;
  readonly conversationCostUsd: number | null;
}

/**
 * Reads one call's output, line by line, then its end. Pure: no I/O, unknown lines are stepped over, and success is
 * what the tool's last event says, never the exit code alone.
 */
export interface Envelope {
  /** A line of stdout; what a person may be shown of it. */
  line(text: string): Progress | null;
  close(end: Ended): Result<Answer, AgentFailure>;
}

/** What it takes to run one agent's tool: arguments out, envelope in. */
export interface AgentAdapter {
  readonly id: string;
  /** The program's name on PATH, or its absolute path. */
  readonly program: string;
  /** One line that tells how to install it. */
  readonly install: string;
  command(request: AgentRequest, model: string | null): AgentCommand;
  envelope(): Envelope;
}

import type { AgentFailure, AgentId, AgentReply, Usage } from '../domain/agent.js';
import type { Emit } from '../domain/event.js';
import type { TaskId } from '../domain/ids.js';
import type { Purpose } from '../domain/progress.js';
import type { Result } from '../domain/result.js';
import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';

/** What a loop wants of an agent. */
export interface AgentRequest {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly cycle: number;
  readonly prompt: string;
  /** JSON schema of the reply, for tools that take one; null for free text. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  /** A conversation to go on with, as an earlier reply of the same tool named it. */
  readonly conversation: string | null;
  /** The model that rules have chosen for this call; otherwise that of the role. */
  readonly model?: string;
  /** Who stands in for the agent of the role; the model of the request is not for that one. */
  readonly by?: Casting;
  /** What the call may cost at most; US dollars, null or absent for no limit. */
  readonly capUsd?: number | null;
  /** How long the call may take at most, where that is less than the limit of every call; whole milliseconds. */
  readonly maxMs?: number | null;
  /** The task it is about; none where there is no task. */
  readonly task?: TaskId;
}

/** One call failed: why, and whether the failure is the run's own cancelling. */
export type AskFailure = AgentFailure | { readonly reason: 'cancelled' };

/** A call without a reply. */
export interface Unanswered {
  readonly failure: AskFailure;
  readonly by: AgentId;
  /** What it had used by then, as far as its tool had told; null when that is nothing. */
  readonly usage: Usage | null;
}

/** Asks an agent once. Whether to ask again is the loop's business; starting, watching and ending it is not. */
export interface Agents {
  ask(request: AgentRequest, emit: Emit, signal: AbortSignal): Promise<Result<AgentReply, Unanswered>>;
  /** The tool that played a role last, or is to play it. */
  cliOf(role: Role): string;
}

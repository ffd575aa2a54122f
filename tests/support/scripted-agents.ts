import type { AgentFailure, Usage } from '../../src/domain/agent.js';
import type { Emit } from '../../src/domain/event.js';
import type { Purpose } from '../../src/domain/progress.js';
import { err, ok } from '../../src/domain/result.js';
import type { Role } from '../../src/domain/role.js';
import type { AgentRequest, Agents } from '../../src/ports/agents.js';
import type { MemoryRepository } from './memory-repository.js';

/** One answer of an agent, in the order of the script. A call that does not fit the next turn fails the test. */
export interface Turn {
  readonly on: Purpose;
  /** Given, the turn is for this cycle, and has no place in the order. */
  readonly cycle?: number;
  /** An object is answered as structured output. */
  readonly says?: string | object;
  readonly edits?: Readonly<Record<string, string | null>>;
  /** Commits everything under this subject, after the edits. */
  readonly commits?: string;
  readonly does?: (repository: MemoryRepository) => void;
  readonly fails?: AgentFailure;
  /** What the call uses, answered or not. */
  readonly usage?: Usage;
  readonly conversation?: string;
}

export const approved = (findings: Partial<Record<string, string[]>> | null = null) => ({
  status: 'APPROVED',
  review: 'Looks right.',
  summary: 'It does what was asked.',
  findings: null,
  findings_by_severity: findings,
});

export const changesRequested = (...findings: string[]) => ({
  status: 'REQUEST_CHANGES',
  review: 'Not yet.',
  summary: 'Something is missing.',
  findings,
  findings_by_severity: null,
});

export const sane = { status: 'OK', reason: 'worth a review' };
export const insane = (reason: string) => ({ status: 'HALT', reason });

/** Agents that follow a script. A sanity check nobody scripted says that all is well. */
export class ScriptedAgents implements Agents {
  readonly requests: AgentRequest[] = [];
  private readonly turns: Turn[];

  constructor(
    private readonly repository: MemoryRepository,
    turns: readonly Turn[],
  ) {
    this.turns = [...turns];
  }

  cliOf(_role: Role): string {
    return 'scripted';
  }

  /** Turns nobody asked for. */
  left(): readonly Turn[] {
    return this.turns;
  }

  asked(): readonly Purpose[] {
    return this.requests.map((request) => request.purpose);
  }

  async ask(request: AgentRequest, emit: Emit, signal: AbortSignal) {
    this.requests.push(request);
    const call = this.requests.length;
    const { role, purpose, cycle } = request;
    emit({
      type: 'agent-asked',
      call,
      role,
      cli: 'scripted',
      model: null,
      purpose,
      cycle,
      promptChars: request.prompt.length,
    });
    const turn = this.next(request);
    if (turn.edits !== undefined) this.repository.edit(turn.edits);
    if (turn.commits !== undefined) this.repository.commitAll(turn.commits);
    turn.does?.(this.repository);
    const failure = signal.aborted ? ({ reason: 'cancelled' } as const) : turn.fails;
    if (failure !== undefined) {
      const usage = turn.usage ?? null;
      emit({ type: 'agent-failed', call, role, ms: 1, failure, usage });
      return err({ failure, by: 'scripted', usage });
    }
    const structured = typeof turn.says === 'object';
    const text = structured ? JSON.stringify(turn.says) : String(turn.says ?? '');
    const usage = turn.usage ?? null;
    emit({ type: 'agent-answered', call, role, ms: 1, text, usage });
    return ok({ text, structured, conversation: turn.conversation ?? null, usage, by: 'scripted' });
  }

  private next(request: AgentRequest): Turn {
    const meant = this.turns.findIndex((turn) => turn.on === request.purpose && turn.cycle === request.cycle);
    const [found] = meant < 0 ? [] : this.turns.splice(meant, 1);
    if (found !== undefined) return found;
    const turn = this.turns[0];
    if (turn?.on === request.purpose) {
      this.turns.shift();
      return turn;
    }
    if (request.purpose === 'sanity-build') return { on: 'sanity-build', says: sane };
    throw new Error(`asked for ${request.purpose}, but the script goes on with ${turn?.on ?? 'nothing'}`);
  }
}

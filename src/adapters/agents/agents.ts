import type { AgentFailure, AgentReply } from '../../domain/agent.js';
import type { Emit } from '../../domain/event.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import type { Casting } from '../../domain/run-plan.js';
import type { AgentAdapter, Answer } from '../../ports/agent-adapter.js';
import type { AgentRequest, Agents, AskFailure } from '../../ports/agents.js';
import type { Clock } from '../../ports/clock.js';
import type { Command, Ended, Limits, RunProcess } from '../../ports/process.js';
import { lines } from '../process/lines.js';
import type { CallStore } from './call-store.js';
import { progressTeller } from './progress-teller.js';

/** Bytes of one line of an agent's output that are looked at; the rest of it is dropped. */
const LONGEST_LINE = 1 << 20;

/** What calling agents takes. */
export interface AgentsDeps {
  /** The adapter of a name; null for a name nobody knows, which preflight has excluded. */
  readonly adapter: (name: string) => AgentAdapter | null;
  readonly casting: Readonly<Record<Role, Casting>>;
  readonly run: RunProcess;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly limits: Limits;
  readonly store: CallStore;
  readonly clock: Clock;
  /** The number of the last call that an earlier process of this run made. */
  readonly lastCall?: number;
}

/** Runs the agents' tools: one call, one process, everything about it recorded. */
export function makeAgents(deps: AgentsDeps): Agents {
  let calls = deps.lastCall ?? 0;
  // Tools tell what a whole conversation has cost; a call's price is the difference to what was told before. What an
  // earlier run paid in a conversation is not known here, so neither is the price of going on with it.
  const paid = new Map<string, number>();
  return {
    cliOf: (role) => deps.casting[role].cli,
    async ask(request, emit, signal) {
      const { cli, model } = castingOf(deps, request);
      const adapter = deps.adapter(cli);
      if (adapter === null) return err({ reason: 'not-installed', cli, install: `there is no agent called ${cli}` });
      const call = ++calls;
      const began = deps.clock.now().getTime();
      const { role, purpose, cycle, prompt } = request;
      emit({ type: 'agent-asked', call, role, cli, model, purpose, cycle, promptChars: prompt.length });

      const { ended, answer } = await put(deps, adapter, request, call, emit, signal);
      const ms = deps.clock.now().getTime() - began;
      const cancelled = ended.ending.kind === 'cancelled';
      if (!answer.ok || cancelled) {
        const failure: AskFailure = cancelled || answer.ok ? { reason: 'cancelled' } : withModel(answer.error, model);
        emit({ type: 'agent-failed', call, role, ms, failure });
        return err(failure);
      }
      const reply = priced(answer.value, request.conversation, paid);
      emit({ type: 'agent-answered', call, role, ms, text: reply.text, usage: reply.usage });
      return ok(reply);
    },
  };
}

const castingOf = ({ casting }: AgentsDeps, { role, model }: AgentRequest): Casting => ({
  cli: casting[role].cli,
  model: model ?? casting[role].model,
});

interface Put {
  readonly ended: Ended;
  readonly answer: Result<Answer, AgentFailure>;
}

async function put(
  deps: AgentsDeps,
  adapter: AgentAdapter,
  request: AgentRequest,
  call: number,
  emit: Emit,
  signal: AbortSignal,
): Promise<Put> {
  const { cli, model } = castingOf(deps, request);
  const command = adapter.command(request, model);
  const stored = deps.store.begin(call, request.role, command.stdin);
  const envelope = adapter.envelope();
  const teller = progressTeller(
    (progress) => emit({ type: 'agent-progress', call, role: request.role, progress }),
    deps.clock,
  );
  const splitter = lines((line) => teller.hear(envelope.line(line)), LONGEST_LINE);
  const watched: Command = {
    program: adapter.program,
    args: command.args,
    cwd: deps.cwd,
    stdin: command.stdin,
    env: deps.env,
    limits: deps.limits,
    onStdout: (chunk) => {
      stored.out(chunk);
      splitter.push(chunk);
    },
  };
  const ended = await deps.run(watched, signal).finally(teller.end);
  splitter.end();
  const answer = envelope.close(ended);
  const facts = { role: request.role, purpose: request.purpose, cycle: request.cycle, cli, model, args: command.args };
  const reply = answer.ok ? answer.value.reply : null;
  stored.close(
    {
      ...facts,
      ms: ended.ms,
      ending: ended.ending,
      conversation: reply?.conversation ?? null,
      usage: reply?.usage ?? null,
      failure: answer.ok ? null : answer.error,
    },
    ended,
  );
  return { ended, answer };
}

const withModel = (failure: AgentFailure, model: string | null): AgentFailure =>
  failure.reason === 'unknown-model' && model !== null ? { ...failure, model } : failure;

function priced({ reply, conversationCostUsd }: Answer, resumed: string | null, paid: Map<string, number>): AgentReply {
  if (reply.usage === null || conversationCostUsd === null) return reply;
  const before = resumed === null ? 0 : paid.get(resumed);
  if (reply.conversation !== null) paid.set(reply.conversation, conversationCostUsd);
  if (before === undefined) return reply;
  return { ...reply, usage: { ...reply.usage, costUsd: Math.max(0, conversationCostUsd - before) } };
}

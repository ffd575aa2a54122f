import { rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { AgentFailure, AgentReply, Usage } from '../../domain/agent.js';
import type { Emit } from '../../domain/event.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import type { Casting } from '../../domain/run-plan.js';
import type { AgentAdapter, Answer, Envelope, Wasted } from '../../ports/agent-adapter.js';
import type { AgentRequest, Agents, AskFailure } from '../../ports/agents.js';
import type { Clock } from '../../ports/clock.js';
import type { Command, Ended, Limits, RunProcess } from '../../ports/process.js';
import { lines } from '../process/lines.js';
import type { CallStore, StoredCall } from './call-store.js';
import { Conversations } from './conversations.js';
import type { PastCalls } from './past-calls.js';
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
  /** Who commits, for tools that hide it from what they run. */
  readonly identity: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Where files may lie that a tool reads for the time of a call; it exists. */
  readonly tmpDir: string;
  readonly limits: Limits;
  readonly store: CallStore;
  readonly clock: Clock;
  /** What earlier processes of this run have asked. */
  readonly past?: PastCalls;
  /** Numbers the calls of a run; given where several of these share one. */
  readonly count?: () => number;
}

/** Goes on behind the calls of earlier processes. */
export function callCounter(past?: PastCalls): () => number {
  let calls = past?.last ?? 0;
  return () => ++calls;
}

/** Runs the agents' tools: one call, one process, everything about it recorded. */
export function makeAgents(deps: AgentsDeps): Agents {
  const count = deps.count ?? callCounter(deps.past);
  const conversations = new Conversations(deps.past?.told);
  const played = new Map<Role, string>();
  return {
    cliOf: (role) => played.get(role) ?? deps.casting[role].cli,
    async ask(asked, emit, signal) {
      const { cli, model } = castingOf(deps, asked);
      const adapter = deps.adapter(cli);
      if (adapter === null) {
        const install = `there is no agent called ${cli}`;
        return err({ failure: { reason: 'not-installed', cli, install }, by: cli, usage: null });
      }
      const request = { ...asked, conversation: conversations.of(asked.conversation, cli) };
      const call = count();
      played.set(asked.role, cli);
      const began = deps.clock.now().getTime();
      const { role, purpose, cycle, prompt } = request;
      emit({ type: 'agent-asked', call, role, cli, model, purpose, cycle, promptChars: prompt.length });

      const { ended, answer, args, stored, used } = await put(deps, adapter, request, call, emit, signal);
      const ms = deps.clock.now().getTime() - began;
      const going = { resumed: request.conversation, conversation: used?.conversation ?? null, cli };
      const shared = used === null ? null : conversations.share(used, { ...going, failed: !answer.ok });
      const usage = answer.ok ? (shared?.usage ?? null) : something(shared?.usage ?? null);
      const facts = {
        ...{ role, purpose, cycle, cli, model, args, ms: ended.ms, ending: ended.ending },
        conversation: going.conversation,
        usage,
        // A resumed run counts on from here.
        told: shared?.told ?? null,
        failure: answer.ok ? null : answer.error,
      };
      stored.close(facts, ended);
      const cancelled = ended.ending.kind === 'cancelled' && signal.aborted;
      if (!answer.ok || cancelled) {
        const promptFile = stored.promptFile === null ? null : relative(deps.cwd, stored.promptFile);
        const failure: AskFailure =
          cancelled || answer.ok ? { reason: 'cancelled' } : completed(answer.error, model, promptFile);
        emit({ type: 'agent-failed', call, role, ms, failure, usage });
        return err({ failure, by: cli, usage });
      }
      const reply: AgentReply = { ...answer.value.reply, usage, by: cli };
      emit({ type: 'agent-answered', call, role, ms, text: reply.text, usage });
      return ok(reply);
    },
  };
}

function usedBy(answer: Result<Answer, AgentFailure>, envelope: Envelope): Wasted | null {
  if (!answer.ok) return envelope.wasted?.() ?? null;
  const { reply, ...totals } = answer.value;
  return { ...totals, usage: reply.usage, conversation: reply.conversation };
}

/** The lesser of both limits; 0 is none. Timers of Node take no more than 31 bits. */
function totalMs({ totalMs: usual }: Limits, { maxMs }: AgentRequest): number {
  const own = usual === 0 ? 2 ** 31 - 1 : usual;
  return typeof maxMs === 'number' ? Math.min(own, maxMs) : usual;
}

/** A refused call costs nothing; some tools say so in noughts. */
const something = (usage: Usage | null): Usage | null =>
  usage !== null && usage.inputTokens + usage.cachedTokens + usage.outputTokens + (usage.costUsd ?? 0) > 0
    ? usage
    : null;

const castingOf = ({ casting }: AgentsDeps, { role, model, by }: AgentRequest): Casting =>
  by ?? { cli: casting[role].cli, model: model ?? casting[role].model };

interface Put {
  readonly ended: Ended;
  readonly answer: Result<Answer, AgentFailure>;
  readonly args: readonly string[];
  readonly stored: StoredCall;
  readonly used: Wasted | null;
}

async function put(
  deps: AgentsDeps,
  adapter: AgentAdapter,
  request: AgentRequest,
  call: number,
  emit: Emit,
  signal: AbortSignal,
): Promise<Put> {
  const { model } = castingOf(deps, request);
  const schemaFile = join(deps.tmpDir, `schema-${call}.json`);
  const { args, stdin, env, schemaText } = adapter.command(request, model, {
    schemaFile,
    capUsd: request.capUsd ?? null,
  });
  const stored = deps.store.begin(call, request.role, stdin);
  const envelope = adapter.envelope({
    ...{ now: () => deps.clock.now(), folder: deps.cwd },
    ...{ promptChars: request.prompt.length, schema: request.schema !== null },
  });
  const teller = progressTeller(
    (progress) => emit({ type: 'agent-progress', call, role: request.role, progress }),
    deps.clock,
  );
  const stop = new AbortController();
  const heard = (progress: Progress | null): void => {
    teller.hear(progress);
    if (envelope.hopeless?.() != null) stop.abort();
  };
  const out = lines((line, cut) => heard(envelope.line(line, cut)), LONGEST_LINE);
  const errors = lines((line) => heard(envelope.errorLine?.(line) ?? null), LONGEST_LINE);
  const command: Command = {
    ...{ program: adapter.program, args, cwd: deps.cwd, stdin },
    limits: { ...deps.limits, totalMs: totalMs(deps.limits, request) },
    env: {
      ...(adapter.hidesGit === true ? deps.identity : {}),
      ...deps.env,
      ...(request.task === undefined ? {} : { MILLSTONE_TASK_ID: request.task }),
      ...env,
    },
    onStdout: (chunk) => {
      stored.out(chunk);
      out.push(chunk);
    },
    ...(envelope.errorLine === undefined ? {} : { onStderr: (chunk) => errors.push(chunk) }),
  };
  try {
    if (schemaText !== undefined) await writeFile(schemaFile, schemaText, { mode: 0o600 });
    const ended = await deps.run(command, AbortSignal.any([signal, stop.signal])).finally(teller.end);
    out.end();
    errors.end();
    const hopeless = envelope.hopeless?.() ?? null;
    const answer = hopeless === null ? envelope.close(ended) : err(hopeless);
    return { ended, answer, args, stored, used: usedBy(answer, envelope) };
  } finally {
    if (schemaText !== undefined) await rm(schemaFile, { force: true });
  }
}

/** What the tool itself cannot tell of a failure. */
function completed(failure: AgentFailure, model: string | null, promptFile: string | null): AgentFailure {
  if (failure.reason === 'unknown-model' && model !== null) return { ...failure, model };
  return failure.reason === 'too-long' && promptFile !== null ? { ...failure, prompt: promptFile } : failure;
}

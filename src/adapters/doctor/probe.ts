import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureFix, failureSays } from '../../domain/agent-failure-rules.js';
import type { Answered } from '../../domain/checkup.js';
import { ROLES, type Role } from '../../domain/role.js';
import type { Casting } from '../../domain/run-plan.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import type { Clock } from '../../ports/clock.js';
import type { RunProcess } from '../../ports/process.js';
import { readReply } from '../../prompting/read-reply.js';
import { sanityCheck } from '../../prompting/replies.js';
import { makeAgents } from '../agents/agents.js';
import type { CallStore } from '../agents/call-store.js';

/** What a small real call takes. */
export interface ProbeDeps {
  readonly run: RunProcess;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const PROMPT = `This is a test of the connection. Use no tools and read no files.
Answer with this JSON object and nothing else:
{"status": "OK", "reason": "connected"}
`;

/** A cold start and one short answer: the slowest known tool takes 20 s. Source: agent-clis-today.md. */
const LIMITS = { idleMs: 90_000, totalMs: 120_000, graceMs: 2_000, tailBytes: 64 * 1024 };

/** Nothing of the call is kept. */
const FORGETTING: CallStore = {
  begin: () => ({ promptFile: null, out: () => undefined, close: () => undefined }),
};

/** Asks an agent for one word in JSON, as a reader is asked in a run. */
export async function probe(adapter: AgentAdapter, model: string | null, deps: ProbeDeps): Promise<Answered> {
  const tmpDir = await mkdtemp(join(tmpdir(), 'millstone-'));
  try {
    return await probeWith(adapter, model, { ...deps, tmpDir });
  } finally {
    await rm(tmpDir, { recursive: true, force: true });
  }
}

async function probeWith(
  adapter: AgentAdapter,
  model: string | null,
  deps: ProbeDeps & { readonly tmpDir: string },
): Promise<Answered> {
  const casting: Casting = { cli: adapter.id, model };
  const agents = makeAgents({
    ...deps,
    adapter: () => adapter,
    casting: Object.fromEntries(ROLES.map((role) => [role, casting])) as Record<Role, Casting>,
    limits: LIMITS,
    identity: {},
    store: FORGETTING,
  });
  const began = deps.clock.now().getTime();
  const request = { role: 'sanity', purpose: 'sanity-build', cycle: 0, conversation: null } as const;
  const { schema } = sanityCheck;
  const answer = await agents.ask({ ...request, prompt: PROMPT, schema }, () => undefined, deps.signal);
  if (!answer.ok) {
    const { failure } = answer.error;
    if (failure.reason === 'cancelled') return { kind: 'failed', says: 'it was stopped', fix: null };
    return { kind: 'failed', says: failureSays(failure), fix: failureFix(failure) };
  }
  const read = readReply(answer.value, sanityCheck);
  const ms = deps.clock.now().getTime() - began;
  return read.ok ? { kind: 'answered', ms } : { kind: 'unreadable', says: read.error.problem };
}

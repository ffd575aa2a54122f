import type { AgentFacts, Probe } from '../../domain/checkup.js';
import type { Role } from '../../domain/role.js';
import type { Casting } from '../../domain/run-plan.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import { findProgram } from '../process/find-program.js';
import { type ProbeDeps, probe } from './probe.js';
import { signInOf } from './sign-in.js';
import { tryProgram } from './try-program.js';

/** How agents are asked. */
export interface AgentsAsked extends ProbeDeps {
  readonly adapter: (name: string) => AgentAdapter | null;
  readonly home: string;
  /** Whether each gets a small real call. */
  readonly probes: boolean;
}

/** Looks at every agent that plays a role, all at once. */
export async function agentFacts(
  casting: Readonly<Partial<Record<Role, Casting>>>,
  asked: AgentsAsked,
): Promise<readonly AgentFacts[]> {
  const roles = Object.keys(casting) as Role[];
  const names = [...new Set(roles.map((role) => casting[role]?.cli ?? ''))];
  const each = names.map(async (cli) => {
    const adapter = asked.adapter(cli);
    const playing = roles.filter((role) => casting[role]?.cli === cli);
    const models = [...new Set(playing.map((role) => casting[role]?.model ?? null))];
    return adapter === null ? [] : [await factsOf(adapter, playing, models, asked)];
  });
  return (await Promise.all(each)).flat();
}

async function factsOf(
  adapter: AgentAdapter,
  roles: readonly Role[],
  models: readonly (string | null)[],
  asked: AgentsAsked,
): Promise<AgentFacts> {
  const { cwd, env, run, signal } = asked;
  const { id: cli, install } = adapter;
  const program = await findProgram(adapter.program, env.PATH, cwd);
  const facts = { cli, roles, install, program };
  if (program === null) return { ...facts, version: null, signIn: { kind: 'not-needed' }, probes: [] };
  const own = cli === 'demo';
  const [version, signIn, probes] = await Promise.all([
    own ? null : tryProgram({ program, args: ['--version'], cwd, env }, run, signal),
    signInOf(cli, env, asked.home),
    asked.probes
      ? Promise.all(models.map(async (model): Promise<Probe> => ({ model, came: await probe(adapter, model, asked) })))
      : [],
  ]);
  // It was found on PATH a moment ago.
  const gone = { worked: false, says: `${program} cannot be started` };
  return { ...facts, version: version?.ok ? { ok: true, value: version.value ?? gone } : version, signIn, probes };
}

import type { AgentFacts, Checkup, Known, Point, Probe, Tried } from '../../domain/checkup.js';
import { failed, firstLine, good, unknown, warned } from './point.js';

type Facts = Pick<Checkup, 'agents' | 'settings' | 'root' | 'sandbox'>;

/** Every agent that the settings name: whether it is there, answers, is signed in, and would start. */
export function agentPoints({ agents, settings, root, sandbox }: Facts): readonly Point[] {
  if (settings === null) return [unknown('agents', 'they stand in the settings of a repository', 'see to that first')];
  if (agents === null)
    return [unknown('agents', 'the settings do not tell which are meant', 'set the settings right first')];
  return agents.flatMap((agent) => {
    const about = `agent ${agent.cli}`;
    if (agent.program === null) return [failed(about, 'not found on PATH', agent.install)];
    return [
      versionPoint(about, agent.version, agent.install),
      ...(root ? rootPoints(about, agent, sandbox) : []),
      ...accountPoints(about, agent),
    ];
  });
}

function versionPoint(about: string, version: Known<Tried> | null, install: string): Point {
  if (version === null) return good(about, 'part of millstone');
  if (!version.ok) return unknown(about, `found, but its version is not known: ${version.error}`);
  const { worked, says } = version.value;
  if (worked) return good(about, firstLine(says) || 'found');
  return failed(about, `it does not start: ${firstLine(says)}`, `install it again: ${install}`);
}

/**
 * As root Claude Code refuses to work without asking for permissions, which only the author needs. Whether the
 * machine is a sandbox is its owner's to say. Source: agent-clis-today.md 1.
 */
function rootPoints(about: string, { cli, roles }: AgentFacts, sandbox: boolean): readonly Point[] {
  if (cli !== 'claude' || !roles.includes('author')) return [];
  if (sandbox) return [good(about, 'runs as root, and IS_SANDBOX=1 says that this is a sandbox')];
  const fix = 'run millstone as an ordinary user; in a container that is a sandbox, set IS_SANDBOX=1 yourself';
  return [failed(about, 'refuses to work as root', fix)];
}

function accountPoints(about: string, { cli, signIn, probes }: AgentFacts): readonly Point[] {
  // Who has answered is signed in, whatever could be seen of it from outside.
  if (probes.length > 0) return probes.map((probe) => probePoint(about, cli, probe));
  switch (signIn.kind) {
    case 'not-needed':
      return [];
    case 'found':
      return [good(about, `an account is set up (${signIn.where}); whether it is valid, --probe finds out`)];
    case 'not-found':
      return [unknown(about, 'whether it is signed in', `${signIn.fix}; --probe finds out with one small real call`)];
    default:
      return signIn satisfies never;
  }
}

function probePoint(about: string, cli: string, { model, came }: Probe): Point {
  const asked = model === null ? 'a real call' : `a real call to ${model}`;
  switch (came.kind) {
    case 'answered':
      return good(about, `answered ${asked} in JSON after ${(came.ms / 1_000).toFixed(1)} s`);
    case 'unreadable': {
      const fix = 'name another model (--model), or another agent for the roles that judge';
      return warned(about, `answered ${asked}, but not in the JSON it was asked for: ${firstLine(came.says)}`, fix);
    }
    case 'failed':
      return failed(about, firstLine(came.says), came.fix ?? `start ${cli} by hand and look at what it says`);
    default:
      return came satisfies never;
  }
}

import type { Step } from './server/step.js';
import type { Stage } from './stage.js';
import type { Agent } from './versions.js';

/** Agents that start within a second. */
export const QUICK: readonly Agent[] = ['claude', 'codex'];

/** Something that is shown with a real agent. It throws with the exact reason when it is not so. */
export interface Scenario {
  readonly name: string;
  /** Agents with whom it is shown every time: those that are quick enough. */
  readonly brief?: readonly Agent[];
  /** Another agent that judges, for some authors; without it the agent plays all roles. */
  readonly reviewer?: (author: Agent) => Agent | null;
  /** Another one that may step in, for some authors. */
  readonly standIn?: (author: Agent) => Agent;
  /** The agents try again by themselves, as they do with their users. */
  readonly patient?: boolean;
  readonly show: (stage: Stage, agents: Cast) => Promise<void>;
}

/** Who plays what. */
export interface Cast {
  readonly author: Agent;
  readonly reviewer: Agent;
  /** The author itself where the scenario names nobody. */
  readonly standIn: Agent;
}

export const TASK = ['--task', 'Write hello.txt'] as const;

/** A structured reply. */
export const answer = (value: object): Step => ({ do: 'answer', value });

export const OK = { status: 'OK', reason: '' };

/** A review: of approval, or with one finding. */
export const review = (finding: string | null): object => ({
  status: finding === null ? 'APPROVED' : 'REQUEST_CHANGES',
  review: 'I looked at the change.',
  summary: finding === null ? 'It does what was asked.' : 'A letter is missing.',
  findings: [],
  findings_by_severity: { critical: [], high: finding === null ? [] : [finding], medium: [], low: [], nit: [] },
});

/** The author writes the file as it should be. */
export const WRITES: readonly Step[] = [
  { do: 'write', path: 'hello.txt', content: 'hello\n', says: 'I will write the file.' },
  { do: 'say', text: 'I wrote hello.txt.' },
];

/** A command that goes on by itself after the agent has had its answer, and writes its process id into the home. */
export const LINGERS: Step = {
  do: 'shell',
  command: `node -e "require('fs').writeFileSync(process.env.HOME + '/lingering.pid', String(process.pid)); setInterval(() => 0, 1000)"`,
  lingers: true,
  says: 'I will start something.',
};

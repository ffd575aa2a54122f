import { RECORDINGS, type Recording } from './recordings.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios/all.js';
import { AGENTS, type Agent } from './versions.js';

const USAGE = `usage: npm run test:real-agents -- [agent ...] [--brief] [--only words] [--latest] [--record]
  agent     ${AGENTS.join(', ')}; all of them when none is named
  --brief   only the scenarios that are shown every time, of each agent those that are quick
  --only    scenarios, or with --record recordings, whose name has these words
  --latest  the newest versions instead of the pinned ones
  --record  renews the fixtures in tests/fixtures/recorded instead of playing scenarios
exit code: 0 all passed or skipped, 1 something failed, 2 wrong usage, 3 nothing failed, but events have drifted
`;

/** The row that compares what agents print with what was recorded of them. */
export const AS_RECORDED = 'events as recorded';

/** What a person asked for. */
export interface Wanted {
  readonly agents: readonly Agent[];
  readonly latest: boolean;
  readonly scenarios: readonly Scenario[];
  /** Whether of each agent only those are played that are quick. */
  readonly brief: boolean;
  /** Whether calls are repeated as they were recorded, and compared. */
  readonly compares: boolean;
  /** What is to be recorded anew; null where scenarios are played. */
  readonly recordings: readonly Recording[] | null;
}

/** Reads the arguments; a text tells why they cannot be followed. */
export function wantedBy(args: readonly string[]): Wanted | string {
  const named: Agent[] = [];
  let [only, latest, recording, brief] = ['', false, false, false];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const agent = AGENTS.find((name) => name === arg);
    if (arg === '--latest') latest = true;
    else if (arg === '--record') recording = true;
    else if (arg === '--brief') brief = true;
    else if (arg === '--only' && args[at + 1] !== undefined) only = args[++at] ?? '';
    else if (agent !== undefined) named.push(agent);
    else return `what is ${arg}?\n${USAGE}`;
  }
  const agents = named.length === 0 ? AGENTS : [...new Set(named)];
  const kind = recording ? 'recording' : brief ? 'brief scenario' : 'scenario';
  const known = recording ? RECORDINGS : SCENARIOS.filter((one) => !brief || one.brief !== undefined);
  const names = [...known.map(({ name }) => name), ...(recording || brief ? [] : [AS_RECORDED])];
  const found = names.filter((name) => name.includes(only));
  if (found.length === 0) return `no ${kind} has "${only}" in its name; there are:\n  ${names.join('\n  ')}\n`;
  return {
    ...{ agents, latest, brief },
    scenarios: recording ? [] : SCENARIOS.filter(({ name }) => found.includes(name)),
    compares: found.includes(AS_RECORDED),
    recordings: recording ? withEarlier(found) : null,
  };
}

/** A conversation that goes on needs the call before it. */
function withEarlier(names: readonly string[]): readonly Recording[] {
  return RECORDINGS.filter(
    ({ name }, at) =>
      names.includes(name) || (RECORDINGS[at + 1]?.resumes && names.includes(RECORDINGS[at + 1]?.name ?? '')),
  );
}

import { drift, recordedShapes, shapesOf } from './drift.js';
import { type Installed, install } from './install.js';
import { play } from './play.js';
import { record } from './record.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios/all.js';
import { type Outcome, table } from './table.js';
import { AGENTS, type Agent } from './versions.js';

const USAGE = `usage: npm run test:real-agents -- [agent ...] [--brief] [--only words] [--latest] [--record]
  agent     ${AGENTS.join(', ')}; all of them when none is named
  --brief   only a whole task of each
  --only    scenarios, or with --record recordings, whose name has these words
  --latest  the newest versions instead of the pinned ones
  --record  renews the fixtures in tests/fixtures/recorded instead of playing scenarios
`;

/** Agents that are driven at the same time. */
const LANES = 2;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** What was asked for; null when it cannot be understood. */
function read(args: readonly string[]) {
  const names: Agent[] = [];
  let [only, latest, recording, brief] = ['', false, false, false];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--latest') latest = true;
    else if (arg === '--record') recording = true;
    else if (arg === '--brief') brief = true;
    else if (arg === '--only' && args[at + 1] !== undefined) only = args[++at] ?? '';
    else if ((AGENTS as readonly string[]).includes(arg)) names.push(arg as Agent);
    else return null;
  }
  return { names: names.length === 0 ? AGENTS : names, only, latest, recording, brief };
}

/** Installs one after the other; what the registry cannot serve is told and left out. */
async function installAll(names: readonly Agent[], latest: boolean) {
  const installed: Installed[] = [];
  const skipped: string[] = [];
  for (const agent of names) {
    const made = await install(agent, latest);
    if (made.ok) installed.push(made.installed);
    else skipped.push(`${agent}: ${made.why}`);
  }
  return { installed, skipped };
}

/** Plays everything that is wanted with one agent, and says what was told otherwise than when it was recorded. */
async function playAll(
  one: Installed,
  all: readonly Installed[],
  scenarios: readonly Scenario[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const printed: string[] = [];
  for (const scenario of scenarios) {
    const played = await play(scenario, one, all);
    if (played === null) continue;
    const { outcome } = played;
    outcomes.push(outcome);
    printed.push(...played.printed);
    const { agent, scenario: name, seconds, why } = outcome;
    print(`${why === null ? 'passed' : 'FAILED'} ${agent} ${one.version}: ${name} (${seconds} s)`);
    if (why !== null) print(why.replace(/^/gm, '    '));
  }
  for (const fact of drift(recordedShapes(one.agent), shapesOf(printed)))
    print(`drift  ${one.agent} ${one.version}: ${fact}`);
  return outcomes;
}

const wanted = read(process.argv.slice(2));
if (wanted === null) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { installed, skipped } = await installAll(wanted.names, wanted.latest);
for (const why of skipped) print(`SKIPPED ${why}`);
if (wanted.recording) {
  for (const one of installed) for (const told of await record(one, wanted.only)) print(told);
  process.exit(skipped.length > 0 ? 1 : 0);
}
const began = Date.now();
const scenarios = SCENARIOS.filter(({ name, brief = false }) => name.includes(wanted.only) && (brief || !wanted.brief));
const outcomes: Outcome[] = [];
// The slowest goes first. More of them side by side would only wait for one another.
const queue = [...installed].reverse();
const lane = async (): Promise<void> => {
  for (let one = queue.shift(); one !== undefined; one = queue.shift())
    outcomes.push(...(await playAll(one, installed, scenarios)));
};
await Promise.all(Array.from({ length: LANES }, lane));
const failed = outcomes.filter(({ why }) => why !== null);
print(`\n${table(installed, outcomes)}\n`);
for (const host of new Set(outcomes.flatMap(({ strangers }) => strangers))) print(`refused: ${host}`);
const seconds = Math.round((Date.now() - began) / 1_000);
print(
  `${outcomes.length - failed.length} passed, ${failed.length} failed, ${skipped.length} agents skipped; ${seconds} s`,
);
process.exit(failed.length > 0 ? 1 : 0);

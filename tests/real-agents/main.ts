import { Fixtures } from './fixtures.js';
import { hear } from './hear.js';
import { type Installed, install, isUnreachable } from './install.js';
import { play } from './play.js';
import { RECORDINGS, type Recording } from './recordings.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios/all.js';
import { count, exitCode, type Outcome, table } from './table.js';
import type { Agent } from './versions.js';
import { AS_RECORDED, type Wanted, wantedBy } from './wanted.js';

/** Agents that are driven at the same time. */
const LANES = 2;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Installs one after the other; what the registry cannot serve is told and left out. */
async function installAll(names: readonly Agent[], latest: boolean) {
  const installed: Installed[] = [];
  const missing = new Map<Agent, string>();
  let gone: string | null = null;
  for (const agent of names) {
    const made = await install(agent, latest, gone);
    if (made.ok) installed.push(made.installed);
    else missing.set(agent, made.why);
    if (!made.ok && isUnreachable(made.why)) gone ??= `not tried: the registry could not be reached for ${agent}`;
  }
  return { installed, missing };
}

/** Records one agent anew, and tells what has changed. */
async function record(one: Installed, recordings: readonly Recording[]): Promise<void> {
  const fixtures = new Fixtures(one.agent);
  await hear(one, recordings, (name, heard) => {
    print(`recorded ${one.agent} ${one.version}: ${name}, ${heard.stdout.length} lines`);
    for (const fact of fixtures.driftFrom(name, heard)) print(`    changed: ${fact}`);
    fixtures.keep(name, heard);
  });
}

const isPlayed =
  (agent: Agent, { brief }: Wanted) =>
  (scenario: Scenario): boolean =>
    !brief || scenario.brief?.includes(agent) === true;

/** Plays everything that is wanted with one agent. */
async function playAll(one: Installed, all: readonly Installed[], wanted: Wanted): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const printed: string[] = [];
  const tell = (outcome: Outcome): void => {
    outcomes.push(outcome);
    const { agent, scenario, seconds, result, why } = outcome;
    const word = result === 'passed' ? result : result.toUpperCase();
    print(`${word} ${agent} ${one.version}: ${scenario} (${seconds} s)`);
    for (const reason of why) print(reason.replace(/^/gm, '    '));
  };
  for (const scenario of wanted.scenarios.filter(isPlayed(one.agent, wanted))) {
    const played = await play(scenario, one, all);
    tell(played.outcome);
    printed.push(...played.printed);
  }
  // Without an event there is nothing to compare, which is no pass.
  if (wanted.compares || printed.length > 0) tell(await compared(one, printed, wanted.compares));
  return outcomes;
}

/** Whether events look as they did when they were recorded; `again` repeats the quick calls for that. */
async function compared(one: Installed, printed: readonly string[], again: boolean): Promise<Outcome> {
  const began = Date.now();
  const fixtures = new Fixtures(one.agent);
  const facts = [...fixtures.driftOf(printed)];
  const recordings = again ? RECORDINGS.filter(({ quick }) => quick === true) : [];
  await hear(one, recordings, (name, heard) => void facts.push(...fixtures.driftFrom(name, heard)));
  const seconds = Math.round((Date.now() - began) / 1_000);
  const result = facts.length > 0 ? 'drifted' : 'passed';
  return { agent: one.agent, scenario: AS_RECORDED, result, seconds, why: facts, strangers: [] };
}

const wanted = wantedBy(process.argv.slice(2));
if (typeof wanted === 'string') {
  process.stderr.write(wanted);
  process.exit(2);
}
const { installed, missing } = await installAll(wanted.agents, wanted.latest);
for (const [agent, why] of missing) print(`SKIPPED ${agent}: ${why}`);
if (wanted.recordings !== null) {
  for (const one of installed) await record(one, wanted.recordings);
  process.exit(missing.size > 0 ? 1 : 0);
}
const began = Date.now();
const outcomes: Outcome[] = [];
// The slowest goes first. More of them side by side would only wait for one another.
const queue = [...installed].reverse();
const lane = async (): Promise<void> => {
  for (let one = queue.shift(); one !== undefined; one = queue.shift())
    outcomes.push(...(await playAll(one, installed, wanted)));
};
await Promise.all(Array.from({ length: LANES }, lane));
const rowsOf = (agent: Agent): readonly string[] => [
  ...wanted.scenarios.filter(isPlayed(agent, wanted)).map(({ name }) => name),
  ...(wanted.compares ? [AS_RECORDED] : []),
];
for (const [agent, why] of missing)
  outcomes.push(
    ...rowsOf(agent).map(
      (scenario) => ({ agent, scenario, result: 'skipped', seconds: 0, why: [why], strangers: [] }) as const,
    ),
  );
const order = [...SCENARIOS.map(({ name }) => name), AS_RECORDED];
outcomes.sort((one, other) => order.indexOf(one.scenario) - order.indexOf(other.scenario));
const columns = wanted.agents.map(
  (agent) => installed.find((one) => one.agent === agent) ?? { agent, version: null, seconds: null, megabytes: null },
);
print(`\n${table(columns, outcomes)}\n`);
for (const host of new Set(outcomes.flatMap(({ strangers }) => strangers))) print(`refused: ${host}`);
print(`${count(outcomes)}; ${Math.round((Date.now() - began) / 1_000)} s`);
process.exit(exitCode(outcomes));

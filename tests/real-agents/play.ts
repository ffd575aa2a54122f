import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from './install.js';
import type { Scenario } from './scenario.js';
import { Stage } from './stage.js';
import type { Outcome } from './table.js';

/** Shows one scenario with one agent; what was printed by the agents comes back with it. */
export async function play(
  scenario: Scenario,
  author: Installed,
  all: readonly Installed[],
): Promise<{ readonly outcome: Outcome; readonly printed: readonly string[] } | null> {
  const name = scenario.reviewer?.(author.agent) ?? author.agent;
  const reviewer = all.find(({ agent }) => agent === name);
  const spare = scenario.standIn?.(author.agent) ?? author.agent;
  const standIn = all.find(({ agent }) => agent === spare);
  if (reviewer === undefined || standIn === undefined) return null;
  const began = Date.now();
  const stage = await Stage.create([...new Set([author, reviewer, standIn])]);
  let why: string | null = null;
  try {
    await scenario.show(stage, { author: author.agent, reviewer: name, standIn: spare });
  } catch (error) {
    why = `${error instanceof Error ? error.message : String(error)}\n${stage.output}`;
  }
  const printed = reviewer === author && standIn === author ? linesOf(stage) : [];
  const strangers = [...new Set(stage.server.refused)];
  await stage.close();
  const seconds = Math.round((Date.now() - began) / 1_000);
  return { outcome: { agent: author.agent, scenario: scenario.name, seconds, why, strangers }, printed };
}

/** What the agents of a stage have printed, line by line. */
function linesOf(stage: Stage): readonly string[] {
  const runs = join(stage.repo, '.millstone/runs');
  try {
    const outs = readdirSync(runs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.out'));
    return outs.flatMap((name) => readFileSync(join(runs, name), 'utf8').split('\n'));
  } catch {
    return [];
  }
}

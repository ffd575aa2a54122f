import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from './install.js';
import type { Cast, Scenario } from './scenario.js';
import { Stage } from './stage.js';
import type { Outcome } from './table.js';

/** Shows one scenario with one agent; what was printed by the agents comes back with it. */
export async function play(
  scenario: Scenario,
  author: Installed,
  all: readonly Installed[],
): Promise<{ readonly outcome: Outcome; readonly printed: readonly string[] }> {
  const { agent } = author;
  const cast: Cast = {
    author: agent,
    reviewer: scenario.reviewer?.(agent) ?? agent,
    standIn: scenario.standIn?.(agent) ?? agent,
  };
  const needed = [...new Set(Object.values(cast))];
  const there = needed.flatMap((name) => all.filter((one) => one.agent === name));
  const base = { agent, scenario: scenario.name, seconds: 0, strangers: [] };
  if (there.length < needed.length) {
    const missing = needed.filter((name) => !there.some((one) => one.agent === name));
    const why = [`its partner ${missing.join(', ')} is not among the agents of this run`];
    return { outcome: { ...base, result: 'skipped', why }, printed: [] };
  }
  const began = Date.now();
  const stage = await Stage.create(there, scenario.patient !== true);
  let why: readonly string[] = [];
  try {
    await scenario.show(stage, cast);
  } catch (error) {
    why = [error instanceof Error ? error.message : String(error), stage.output];
  }
  const printed = needed.length === 1 ? linesOf(stage) : [];
  const strangers = [...new Set(stage.server.refused)];
  await stage.close();
  const seconds = Math.round((Date.now() - began) / 1_000);
  return { outcome: { ...base, result: why.length === 0 ? 'passed' : 'failed', seconds, why, strangers }, printed };
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

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callDrift, drift } from './drift.js';
import { FIXTURES } from './places.js';
import type { Recorded } from './recorded.js';
import { type Shapes, shapesOf } from './shape.js';
import type { Agent } from './versions.js';

/** What was recorded of an agent, by the names of the recordings; nothing for an agent that is new. */
export class Fixtures {
  private readonly calls: ReadonlyMap<string, Recorded>;
  private readonly all: Shapes;

  constructor(readonly agent: Agent) {
    this.calls = new Map(namesIn(agent).map((name) => [name, readCall(agent, name)]));
    this.all = shapesOf([...this.calls.values()].flatMap(({ stdout }) => stdout));
  }

  /** What some lines, of whatever calls, tell otherwise than anything that was recorded. */
  driftOf(lines: readonly string[]): readonly string[] {
    return drift(this.all, shapesOf(lines));
  }

  /** What a call tells otherwise than when it was recorded under this name, its end included. */
  driftFrom(name: string, now: Recorded): readonly string[] {
    const own = this.calls.get(name);
    if (own === undefined) return [`${name}: was never recorded`];
    return callDrift(this.all, own, now).map((fact) => `${name}: ${fact}`);
  }

  /** Replaces a recording. */
  keep(name: string, call: Recorded): void {
    const folder = join(FIXTURES, this.agent);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(call, null, 2)}\n`);
  }
}

function namesIn(agent: Agent): readonly string[] {
  try {
    return readdirSync(join(FIXTURES, agent)).map((file) => file.replace(/\.json$/, ''));
  } catch {
    return [];
  }
}

const readCall = (agent: Agent, name: string): Recorded =>
  JSON.parse(readFileSync(join(FIXTURES, agent, `${name}.json`), 'utf8')) as Recorded;

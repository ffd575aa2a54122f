import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURES } from './places.js';
import type { Recorded } from './recorded.js';
import type { Agent } from './versions.js';

/** The keys, with the kinds of their values, that every event of a name has. */
type Shapes = ReadonlyMap<string, ReadonlySet<string>>;

/** The shapes of the events among some lines of output. */
export function shapesOf(lines: Iterable<string>): Shapes {
  const shapes = new Map<string, Set<string>>();
  for (const line of lines) {
    const event = parsed(line);
    if (event === null || typeof event.type !== 'string') continue;
    const name = [event.type, event.subtype, event.status, kindOf(event.item), kindOf(event.event)]
      .filter((part) => typeof part === 'string')
      .join('/');
    const keys = new Set(keysOf(event, '', 2));
    const known = shapes.get(name);
    shapes.set(name, known === undefined ? keys : new Set([...known].filter((key) => keys.has(key))));
  }
  return shapes;
}

/** What is told otherwise than before: events that nobody knows, and keys that every such event had. */
export function drift(before: Shapes, now: Shapes): readonly string[] {
  const facts: string[] = [];
  for (const [name, keys] of now) {
    const known = before.get(name);
    if (known === undefined) facts.push(`new event ${name}`);
    else for (const key of known) if (!keys.has(key)) facts.push(`event ${name} has no ${key} any more`);
  }
  return facts.sort();
}

/** The shapes of what was recorded of an agent. */
export function recordedShapes(agent: Agent): Shapes {
  const folder = join(FIXTURES, agent);
  const calls = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded);
  return shapesOf(calls.flatMap(({ stdout }) => stdout));
}

function* keysOf(value: object, at: string, depth: number): Iterable<string> {
  for (const [key, inner] of Object.entries(value)) {
    const path = at === '' ? key : `${at}.${key}`;
    yield `${path} (${Array.isArray(inner) ? 'list' : inner === null ? 'null' : typeof inner})`;
    const object = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    if (object && depth > 1) yield* keysOf(inner, path, depth - 1);
  }
}

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value ? value.type : null;

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

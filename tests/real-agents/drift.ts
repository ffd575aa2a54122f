import type { Recorded } from './recorded.js';
import { type Shape, type Shapes, shapesOf } from './shape.js';

/**
 * What is told otherwise than it was recorded, each fact with its place in the event: kinds of events, fields, elements
 * of lists, kinds of values. `own` are the shapes of what was recorded of the same call: what comes no more is a fact
 * only beside that.
 */
export function drift(recorded: Shapes, now: Shapes, own: Shapes | null = null): readonly string[] {
  const facts: string[] = [];
  for (const [name, shape] of now) {
    const known = recorded.get(name);
    const told = known === undefined ? ['is new'] : [...added(known, shape, ''), ...gone(known, shape, '')];
    for (const fact of told) facts.push(`event ${name}: ${fact}`);
  }
  for (const [name, shape] of own ?? []) {
    const found = now.get(name);
    const told = found === undefined ? ['does not come any more'] : lostElements(shape, found, '');
    for (const fact of told) facts.push(`event ${name}: ${fact}`);
  }
  return [...new Set(facts)].sort();
}

/**
 * What a call tells otherwise than the same call did when it was recorded, its end included. One that was given up, since
 * no further try could heal it, has told as much as it came to: nothing is missing there.
 */
export function callDrift(recorded: Shapes, own: Recorded, now: Recorded): readonly string[] {
  const shapes = shapesOf(now.stdout);
  if ([own, now].some(({ ending }) => ending.kind === 'cancelled')) return drift(recorded, shapes);
  const [was, is] = [own.ending, now.ending].map((ending) => JSON.stringify(ending));
  return [...drift(recorded, shapes, shapesOf(own.stdout)), ...(was === is ? [] : [`it ended with ${is}, not ${was}`])];
}

/** What was never seen at a place; what is below it is not told again. */
function* added(before: Shape, now: Shape, at: string): Iterable<string> {
  for (const kind of now.kinds)
    if (!before.kinds.has(kind)) yield `${at || 'it'} is ${kind}, was ${listed(before.kinds)}`;
  for (const [name, { shape }] of now.fields) {
    const known = before.fields.get(name)?.shape;
    if (known !== undefined) yield* added(known, shape, below(at, name));
    else if (before.objects > 0) yield `${below(at, name)} (${listed(shape.kinds)}) is new`;
  }
  for (const [name, shape] of now.elements) {
    const known = before.elements.get(name);
    if (known !== undefined) yield* added(known, shape, `${at}${name}`);
    else if (before.elements.size > 0) yield `${at}${name} is new`;
  }
}

/** Fields that were always there, and are not. */
function* gone(before: Shape, now: Shape, at: string): Iterable<string> {
  for (const [name, { times, shape }] of before.fields) {
    const found = now.fields.get(name);
    const always = times === before.objects;
    if (always && (found?.times ?? 0) < now.objects)
      yield `${below(at, name)} is ${found === undefined ? 'gone' : 'missing at times'}`;
    if (found !== undefined) yield* gone(shape, found.shape, below(at, name));
  }
  for (const [name, shape] of before.elements) {
    const found = now.elements.get(name);
    if (found !== undefined) yield* gone(shape, found, `${at}${name}`);
  }
}

/** Elements of lists that the same call had. */
function* lostElements(before: Shape, now: Shape, at: string): Iterable<string> {
  for (const name of before.elements.keys()) if (!now.elements.has(name)) yield `${at}${name} is gone`;
  for (const [name, { shape }] of before.fields) {
    const found = now.fields.get(name);
    if (found !== undefined) yield* lostElements(shape, found.shape, below(at, name));
  }
}

const below = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);
const listed = (kinds: ReadonlySet<string>): string => [...kinds].sort().join(' or ');

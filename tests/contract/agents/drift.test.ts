import { describe, expect, test } from 'vitest';
import { adapterOf } from '../../../src/adapters/agents/registry.js';
import type { Recorded } from '../../real-agents/recorded.js';
import { AGENTS } from '../../real-agents/versions.js';
import { recordedNames, recordedOf, replay } from './recorded.js';

type Json = Record<string, unknown>;

/** Fields of an event down to the second level, as paths. */
function* fieldsOf(event: Json, at: readonly string[] = []): Iterable<readonly string[]> {
  for (const [key, inner] of Object.entries(event)) {
    yield [...at, key];
    const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    if (nested && at.length < 1) yield* fieldsOf(inner as Json, [...at, key]);
  }
}

/** What a later version may make of a field: gone, of another kind, in another place. */
const CHANGES: readonly ((holder: Json, key: string) => void)[] = [
  (holder, key) => delete holder[key],
  (holder, key) => {
    holder[key] = { value: holder[key] };
  },
  (holder, key) => {
    holder[key] = null;
  },
  (holder, key) => {
    holder[`${key}_v2`] = holder[key];
    delete holder[key];
  },
];

/** A call with one field of one of its events changed, in all ways; of a long stream the end, which decides. */
function* drifted(call: Recorded): Iterable<readonly [what: string, Recorded]> {
  for (const [index, line] of [...call.stdout.entries()].slice(-2)) {
    if (!line.startsWith('{')) continue;
    for (const path of fieldsOf(JSON.parse(line) as Json)) {
      // The reply itself is read by its schema.
      if (path[0] === 'structured_output') continue;
      for (const [n, change] of CHANGES.entries()) {
        const event = JSON.parse(line) as Json;
        const [key = '', inner] = path;
        if (inner === undefined) change(event, key);
        else change(event[key] as Json, inner);
        const stdout = call.stdout.with(index, JSON.stringify(event));
        yield [`${path.join('.')} (${n}) of ${line.slice(0, 80)}`, { ...call, stdout }];
      }
    }
  }
}

const adapter = (agent: string) => {
  const found = adapterOf(agent, { demoProgram: '', configured: {} });
  if (found === null) throw new Error(`no adapter for ${agent}`);
  return found;
};

describe.each(AGENTS)('events of %s that have drifted', (agent) => {
  const changed = (name: string) => [...drifted(recordedOf(agent, name))];
  // Some calls fail without a word on stdout.
  const failed = recordedNames(agent).filter(
    (name) => !replay(adapter(agent), recordedOf(agent, name)).ok && changed(name).length > 0,
  );

  test('there are some of calls that failed', () => {
    expect(failed.length).toBeGreaterThan(0);
  });

  test.each(failed)('a call that failed does not come to be an answer: %s', (name) => {
    const answers = changed(name).filter(([, call]) => replay(adapter(agent), call).ok);
    expect(answers.map(([what]) => what)).toEqual([]);
  });

  test.each(['unstructured', 'structured'])('nothing else comes to be a structured reply: %s', (name) => {
    const before = replay(adapter(agent), recordedOf(agent, name), true);
    const words = before.ok ? before.value.reply.text : null;
    const tried = changed(name).map(([what, call]) => [what, replay(adapter(agent), call, true)] as const);
    expect(tried.length).toBeGreaterThan(0);
    const others = tried.filter(([, now]) => now.ok && now.value.reply.structured && now.value.reply.text !== words);
    expect(others.map(([what]) => what)).toEqual([]);
  });
});

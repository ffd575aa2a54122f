import { describe, expect, test } from 'vitest';
import { callDrift, drift } from '../../real-agents/drift.js';
import type { Recorded } from '../../real-agents/recorded.js';
import { shapesOf } from '../../real-agents/shape.js';

const shapes = (...events: readonly object[]) => shapesOf(events.map((event) => JSON.stringify(event)));

const ANSWER = {
  type: 'assistant',
  message: {
    id: 'm1',
    content: [
      { type: 'text', text: 'hi' },
      { type: 'tool_use', name: 'Write', input: { file_path: 'a' } },
    ],
    usage: { input_tokens: 3, cache: { read: 1 } },
  },
};
const changed = (message: object) => ({ ...ANSWER, message: { ...ANSWER.message, ...message } });

describe('drift of what is printed from what was recorded', () => {
  test('nothing has changed', () => {
    expect(drift(shapes(ANSWER), shapes(ANSWER, ANSWER), shapes(ANSWER))).toEqual([]);
  });

  test.each([
    [
      'a field deep inside goes',
      changed({ usage: { input_tokens: 3, cache: {} } }),
      'message.usage.cache.read is gone',
    ],
    ['a whole object goes, told once', changed({ usage: { input_tokens: 3 } }), 'message.usage.cache is gone'],
    ['a field comes', changed({ model: 'x' }), 'message.model (text) is new'],
    [
      'a number becomes a text',
      changed({ usage: { input_tokens: '3', cache: { read: 1 } } }),
      'message.usage.input_tokens is text, was number',
    ],
    ['an object becomes a text', changed({ usage: 'much' }), 'message.usage is text, was object'],
    ['a list becomes an object', changed({ content: {} }), 'message.content is object, was list'],
    ['a field of an element goes', changed({ content: [{ type: 'text' }] }), 'message.content[text].text is gone'],
    [
      'a field of an element comes',
      changed({ content: [{ type: 'text', text: 'hi', at: 1 }] }),
      'message.content[text].at (number) is new',
    ],
    ['another kind of element', changed({ content: [{ type: 'image' }] }), 'message.content[image] is new'],
    ['another tool', changed({ content: [{ type: 'tool_use', name: 'Put' }] }), 'message.content[tool_use Put] is new'],
  ])('%s', (_, now, fact) => {
    expect(drift(shapes(ANSWER), shapes(now))).toEqual([`event assistant: ${fact}`]);
  });

  test('a field that every event had is missing in some', () => {
    const bare = { type: 'init', session_id: 's' };
    const facts = drift(shapes({ ...bare, cwd: '/' }), shapes(bare, { ...bare, cwd: '/' }));
    expect(facts).toEqual(['event init: cwd is missing at times']);
  });

  test('a field that only some events had may come or not', () => {
    const before = shapes({ type: 'e', a: 1 }, { type: 'e', a: 1, b: null });
    expect(drift(before, shapes({ type: 'e', a: 1 }))).toEqual([]);
    expect(drift(before, shapes({ type: 'e', a: 1, b: 'x' }))).toEqual(['event e: b is text, was null']);
  });

  test('an event nobody knows, told apart by type, subtype, status and item', () => {
    const before = shapes(
      { type: 'item.completed', item: { type: 'agent_message' } },
      { type: 'system', subtype: 'init' },
    );
    expect(drift(before, shapes({ type: 'item.completed', item: { type: 'thought' } }))).toEqual([
      'event item.completed thought: is new',
    ]);
    expect(drift(before, shapes({ type: 'system', subtype: 'tip' }))).toEqual(['event system tip: is new']);
  });

  test('an event or an element comes no more: a fact only beside a recording of the same call', () => {
    const all = shapes(ANSWER, { type: 'result' });
    expect(drift(all, shapes({ type: 'result' }))).toEqual([]);
    expect(drift(all, shapes({ type: 'result' }), shapes(ANSWER))).toEqual(['event assistant: does not come any more']);
    const now = shapes(changed({ content: [{ type: 'text', text: 'hi' }] }));
    expect(drift(all, now, shapes(ANSWER))).toEqual(['event assistant: message.content[tool_use Write] is gone']);
  });

  test('what the model made up, and names of models as keys, are no shape of the tool', () => {
    const used = (model: string, input: object) => ({
      type: 'r',
      models: { [model]: { tokens: 1 } },
      parameters: input,
    });
    expect(drift(shapes(used('m-1.5', { a: 1 })), shapes(used('n-2', { b: [] })))).toEqual([]);
  });

  test('lines that are no events do not count', () => {
    expect(shapesOf(['', 'words', '[1]', 'null', '{"type":1}', '{"type":"half"']).size).toBe(0);
  });
});

describe('drift of a call from its recording', () => {
  const heard = (ending: Recorded['ending'], ...events: readonly object[]): Recorded => ({
    ...{ agent: 'codex', version: '1', stderr: [], ending },
    stdout: events.map((event) => JSON.stringify(event)),
  });
  const exited = (code: number): Recorded['ending'] => ({ kind: 'exited', code });
  const own = heard(exited(0), ANSWER, { type: 'result' });
  const all = shapes(ANSWER, { type: 'result' });

  test('its end and what it told', () => {
    expect(callDrift(all, own, own)).toEqual([]);
    expect(callDrift(all, own, heard(exited(3), ANSWER))).toEqual([
      'event result: does not come any more',
      'it ended with {"kind":"exited","code":3}, not {"kind":"exited","code":0}',
    ]);
  });

  test('of one that was given up nothing is missing, but what is new is told', () => {
    const now = heard({ kind: 'cancelled' }, { type: 'oops' });
    expect(callDrift(all, own, now)).toEqual(['event oops: is new']);
    expect(callDrift(shapes({ type: 'oops' }), now, heard(exited(1)))).toEqual([]);
  });
});

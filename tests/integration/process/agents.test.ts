import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeAgents } from '../../../src/adapters/agents/agents.js';
import { callStore } from '../../../src/adapters/agents/call-store.js';
import { claude } from '../../../src/adapters/agents/claude.js';
import { codex } from '../../../src/adapters/agents/codex.js';
import { systemClock } from '../../../src/adapters/clock.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import type { RunEvent } from '../../../src/domain/event.js';
import { ROLES, type Role } from '../../../src/domain/role.js';
import type { Casting } from '../../../src/domain/run-plan.js';
import type { AgentRequest } from '../../../src/ports/agents.js';
import type { Limits } from '../../../src/ports/process.js';
import { sanityCheck } from '../../../src/prompting/replies.js';
import { FOREVER, isAlive, LIMITS, makeRig, quiet, type Rig } from './rig.js';

const request = (more: Partial<AgentRequest> = {}): AgentRequest => ({
  role: 'author',
  purpose: 'build',
  cycle: 2,
  prompt: 'Do it.',
  schema: null,
  conversation: null,
  ...more,
});

/** A result as Claude Code prints it. */
const result = (text: string, costUsd: number, session = 'c1'): string =>
  JSON.stringify({
    is_error: false,
    result: text,
    session_id: session,
    total_cost_usd: costUsd,
    usage: { input_tokens: 10, output_tokens: 5 },
    type: 'result',
  });

/** Agents whose tool is this shell script; `$n` counts its calls. */
function agentsOf(rig: Rig, script: string, more: { cli?: string; limits?: Partial<Limits> } = {}) {
  const count =
    'n=$(cat calls 2>/dev/null || echo 0); n=$((n + 1)); echo $n > calls; cat > prompt-$n; printf "%s\\n" "$@" > args-$n';
  const program = rig.write('agent', `#!/bin/sh\n${count}\n${script}\n`);
  chmodSync(program, 0o755);
  const casting = Object.fromEntries(
    ROLES.map((role) => [role, { cli: more.cli ?? 'claude', model: role === 'reviewer' ? 'opus' : null }]),
  ) as Record<Role, Casting>;
  const events: RunEvent[] = [];
  const store = callStore(rig.path('kept'), (why) => expect.fail(why));
  const agents = makeAgents({
    adapter: (name) => (name === 'claude' ? { ...claude, program } : null),
    casting,
    run: makeSpawn({ guard: null, mark: null }),
    env: { PATH: process.env.PATH ?? '' },
    cwd: rig.dir,
    tmpDir: rig.dir,
    identity: {},
    limits: { ...LIMITS, ...more.limits },
    store,
    clock: systemClock,
  });
  const ask = async (asked: Partial<AgentRequest> = {}, signal = quiet) => {
    const answer = await agents.ask(request(asked), (event) => events.push(event), signal);
    return answer;
  };
  return { agents, ask, events };
}

test('PO-S43 a schema that a tool takes as a file is there for the call, says what was asked for, and is gone', async () => {
  using rig = makeRig();
  const script =
    '#!/bin/sh\ncat > /dev/null\nwhile [ $# -gt 0 ]; do [ "$1" = --output-schema ] && cp "$2" seen; shift; done\n';
  const program = rig.write('agent', script);
  chmodSync(program, 0o755);
  const agents = makeAgents({
    adapter: () => ({ ...codex, program }),
    casting: Object.fromEntries(ROLES.map((role) => [role, { cli: 'codex', model: null }])) as Record<Role, Casting>,
    run: makeSpawn({ guard: null, mark: null }),
    ...{ env: { PATH: process.env.PATH ?? '' }, identity: {}, cwd: rig.dir, tmpDir: rig.dir, limits: LIMITS },
    ...{ store: callStore(rig.path('kept'), (why) => expect.fail(why)), clock: systemClock },
  });
  const { schema } = sanityCheck;
  await agents.ask(request({ role: 'sanity', purpose: 'sanity-build', schema }), () => undefined, quiet);
  expect(JSON.parse(readFileSync(rig.path('seen'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  expect(readdirSync(rig.dir).filter((name) => name.startsWith('schema-'))).toEqual([]);
});

test('asks, tells what is done, and answers; all of it is kept', async () => {
  using rig = makeRig();
  const busy =
    '{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Edit","input":{"path":"a.txt"}}]}}';
  const { ask, events } = agentsOf(rig, `echo '${busy}'; echo '${result('Done.', 0.5)}'; echo careful >&2`);
  const usage = { inputTokens: 10, cachedTokens: 0, outputTokens: 5, costUsd: 0.5, source: 'reported' };
  expect(await ask({ role: 'reviewer', purpose: 'review' })).toEqual({
    ok: true,
    value: { text: 'Done.', structured: false, conversation: 'c1', usage, by: 'claude' },
  });
  const call = 1;
  const role = 'reviewer';
  expect(events).toEqual([
    { type: 'agent-asked', call, role, cli: 'claude', model: 'opus', purpose: 'review', cycle: 2, promptChars: 6 },
    { type: 'agent-progress', call, role, progress: { doing: 'Edit a.txt', outputTokens: null, costUsd: null } },
    { type: 'agent-answered', call, role, ms: expect.any(Number), text: 'Done.', usage },
  ]);
  expect(readFileSync(rig.path('prompt-1'), 'utf8')).toBe('Do it.');
  expect(readFileSync(rig.path('args-1'), 'utf8')).toContain('--model\nopus\n');
  const kept = (ending: string): string => readFileSync(rig.path(`kept/001_reviewer.${ending}`), 'utf8');
  expect(kept('prompt')).toBe('Do it.');
  expect(kept('out')).toBe(`${busy}\n${result('Done.', 0.5)}\n`);
  expect(kept('err')).toBe('careful\n');
  expect(JSON.parse(kept('json'))).toMatchObject({
    role,
    cli: 'claude',
    model: 'opus',
    conversation: 'c1',
    ending: { kind: 'exited', code: 0 },
    failure: null,
  });
});

test('reads a result without a newline at its end, and one in pieces', async () => {
  using rig = makeRig();
  const bytes = Buffer.from(result('naïve', 1));
  const middle = bytes.indexOf(0xc3) + 1;
  writeFileSync(rig.path('head'), bytes.subarray(0, middle));
  writeFileSync(rig.path('rest'), bytes.subarray(middle));
  const { ask } = agentsOf(rig, 'cat head; sleep 0.1; cat rest');
  expect(await ask()).toMatchObject({ ok: true, value: { text: 'naïve' } });
});

test('a call in a conversation costs what the conversation costs more than before', async () => {
  using rig = makeRig();
  const [one, two, three] = [result('1', 0.5), result('2', 0.75), result('3', 0.2, 'c2')];
  const { ask } = agentsOf(rig, `case $n in 1) echo '${one}';; 2) echo '${two}';; *) echo '${three}';; esac`);
  const cost = async (conversation: string | null) => {
    const answer = await ask({ conversation });
    return answer.ok ? answer.value.usage?.costUsd : answer.error;
  };
  expect(await cost(null)).toBe(0.5);
  expect(await cost('c1')).toBe(0.25);
  expect(await cost(null)).toBe(0.2);
  // Begun by an earlier run: what was paid before is not known, so neither is the price of this call.
  expect(await cost('of-an-earlier-run')).toBeNull();
});

test('a call that its tool stopped at the cap tells what it used, and the next of its conversation only what came after', async () => {
  using rig = makeRig();
  const capped = result('', 0.75).replace('"is_error":false', '"is_error":true,"subtype":"error_max_budget_usd"');
  const [one, three] = [result('1', 0.5), result('3', 1)];
  const { ask, events } = agentsOf(
    rig,
    `case $n in 1) echo '${one}';; 2) echo '${capped}';; *) echo '${three}';; esac`,
  );
  await ask();
  const usage = { inputTokens: 10, cachedTokens: 0, outputTokens: 5, costUsd: 0.25, source: 'reported' };
  expect(await ask({ conversation: 'c1' })).toMatchObject({ error: { failure: { reason: 'capped' }, usage } });
  expect(events.at(-1)).toMatchObject({ type: 'agent-failed', usage });
  expect(await ask({ conversation: 'c1' })).toMatchObject({ value: { usage: { costUsd: 0.25 } } });
});

test('a call that was ended in the middle tells the tokens it had told; its price comes with the next', async () => {
  using rig = makeRig();
  const usage = { input_tokens: 7, cache_read_input_tokens: 3, output_tokens: 1 };
  const started = { type: 'stream_event', event: { type: 'message_start', message: { usage } } };
  const grown = { type: 'stream_event', event: { type: 'message_delta', usage: { output_tokens: 40 } } };
  const init = { type: 'system', subtype: 'init', session_id: 'c1' };
  const said = [init, started, grown].map((one) => JSON.stringify(one)).join('\n');
  const [one, three] = [result('1', 0.5), result('3', 1)];
  const script = `case $n in 1) echo '${one}';; 2) echo '${said}'; sleep 60;; *) echo '${three}';; esac`;
  const { ask } = agentsOf(rig, script, { limits: { idleMs: 1_000 } });
  await ask();
  const told = { inputTokens: 7, cachedTokens: 3, outputTokens: 40, costUsd: null };
  expect(await ask({ conversation: 'c1' })).toMatchObject({ error: { failure: { reason: 'silent' }, usage: told } });
  expect(await ask({ conversation: 'c1' })).toMatchObject({ value: { usage: { costUsd: 0.5 } } });
});

test.each([
  ['the time that its run has left', 10_000, 700],
  ['the limit of every call', 700, 10_000],
  ['what its run has left, where calls have no limit', 0, 700],
])('ends a call after %s', async (_, totalMs, maxMs) => {
  using rig = makeRig();
  const { ask } = agentsOf(rig, 'sleep 60', { limits: { totalMs } });
  expect(await ask({ maxMs })).toMatchObject({ error: { failure: { reason: 'timeout', ms: 700 } } });
});

test('a prompt that is too long lies where its failure says', async () => {
  using rig = makeRig();
  const { ask } = agentsOf(rig, 'echo "Prompt is too long" >&2; exit 1');
  const failure = { reason: 'too-long', prompt: 'kept/001_author.prompt' };
  expect(await ask()).toMatchObject({ ok: false, error: { failure } });
  expect(readFileSync(rig.path(failure.prompt), 'utf8')).toBe('Do it.');
});

test('a failure is told, kept, and names the model that was asked for', async () => {
  using rig = makeRig();
  const { ask, events } = agentsOf(rig, 'echo "model_not_found" >&2; exit 1');
  const failure = { reason: 'unknown-model', cli: 'claude', model: 'opus', says: 'model_not_found' };
  expect(await ask({ role: 'reviewer' })).toEqual({ ok: false, error: { failure, by: 'claude', usage: null } });
  expect(events.at(-1)).toMatchObject({ type: 'agent-failed', call: 1, failure });
  expect(JSON.parse(readFileSync(rig.path('kept/001_reviewer.json'), 'utf8'))).toMatchObject({
    failure: { reason: 'unknown-model' },
  });
});

test('an agent that nobody knows is not asked', async () => {
  using rig = makeRig();
  const { ask, events } = agentsOf(rig, 'exit 0', { cli: 'nobody' });
  expect(await ask()).toMatchObject({ ok: false, error: { failure: { reason: 'not-installed', cli: 'nobody' } } });
  expect(events).toEqual([]);
  expect(readdirSync(rig.dir)).toEqual(['agent']);
});

test('a silent agent is ended, and its result does not count', async () => {
  using rig = makeRig();
  const script = `echo $$ > pid; echo '${result('Done.', 1)}'; exec ${FOREVER}`;
  const { ask } = agentsOf(rig, script, { limits: { idleMs: 1_000 } });
  expect(await ask()).toMatchObject({ ok: false, error: { failure: { reason: 'silent', cli: 'claude', ms: 1_000 } } });
  expect(isAlive(await rig.pid('pid'))).toBe(false);
});

test('AG-S58 a cancelled call is told as that, whatever the agent had said', async () => {
  using rig = makeRig();
  const cancel = new AbortController();
  const { ask, events } = agentsOf(rig, `echo '${result('Done.', 1)}'; echo $$ > pid; exec ${FOREVER}`);
  const asked = ask({}, cancel.signal);
  const pid = await rig.pid('pid');
  cancel.abort('SIGINT');
  expect(await asked).toMatchObject({ ok: false, error: { failure: { reason: 'cancelled' } } });
  expect(events.at(-1)).toMatchObject({ type: 'agent-failed', failure: { reason: 'cancelled' } });
  expect(isAlive(pid)).toBe(false);
});

test('the calls of a run are numbered, and each is kept apart', async () => {
  using rig = makeRig();
  const { ask, agents } = agentsOf(rig, `echo '${result('Done.', 1)}'`);
  await ask();
  await ask({ role: 'sanity', purpose: 'sanity-build' });
  expect(readdirSync(rig.path('kept')).filter((name) => name.endsWith('.prompt'))).toEqual([
    '001_author.prompt',
    '002_sanity.prompt',
  ]);
  expect(agents.cliOf('author')).toBe('claude');
});

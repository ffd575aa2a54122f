import { makeAgents } from '../../src/adapters/agents/agents.js';
import type { CallStore } from '../../src/adapters/agents/call-store.js';
import { adapterOf } from '../../src/adapters/agents/registry.js';
import { systemClock } from '../../src/adapters/clock.js';
import { makeSpawn } from '../../src/adapters/process/spawn.js';
import { ROLES, type Role } from '../../src/domain/role.js';
import type { Casting } from '../../src/domain/run-plan.js';
import type { Ending } from '../../src/ports/process.js';
import { HOMES, settle } from './homes.js';
import type { Installed } from './install.js';
import type { Recorded } from './recorded.js';
import type { Recording } from './recordings.js';
import { Stage } from './stage.js';

const LIMITS = { idleMs: 120_000, totalMs: 240_000, graceMs: 2_000, tailBytes: 1 << 16 };

/** Calls a real agent through its adapter, once for each of some recordings, and tells of every call as it was heard. */
export async function hear(
  installed: Installed,
  recordings: readonly Recording[],
  tell: (name: string, heard: Recorded) => void,
): Promise<void> {
  const stage = await Stage.create([installed], false);
  try {
    let conversation: string | null = null;
    for (const recording of recordings) {
      const { heard, reply } = await once(
        stage,
        installed,
        recording,
        recording.resumes === true ? conversation : null,
      );
      if (reply !== null) conversation = reply;
      tell(recording.name, heard);
    }
  } finally {
    await stage.close();
  }
}

async function once(
  stage: Stage,
  { agent, version }: Installed,
  recording: Recording,
  conversation: string | null,
): Promise<{ readonly heard: Recorded; readonly reply: string | null }> {
  let ending: Ending = { kind: 'cancelled' };
  let out = '';
  let stderr = '';
  const store: CallStore = {
    begin: () => ({
      promptFile: null,
      out: (chunk) => {
        out += Buffer.from(chunk).toString();
      },
      close: (facts, tails) => {
        ending = facts.ending as Ending;
        stderr = tails.stderrTail;
      },
    }),
  };
  const casting = { cli: agent, model: recording.model ?? HOMES[agent].model };
  const nowhere = recording.env?.NOWHERE;
  const url = nowhere ?? stage.server.url;
  const env = {
    ...stage.env,
    ...settle(agent, stage.home, url, recording.patient !== true),
    ...(recording.subscribed === true ? HOMES[agent].subscribed : {}),
  };
  stage.server.script.play(recording.steps);
  const agents = makeAgents({
    adapter: (name) => adapterOf(name, { demoProgram: '', configured: {} }),
    casting: Object.fromEntries(ROLES.map((role) => [role, casting])) as Record<Role, Casting>,
    // A mark of its own: with a call, whatever bears its mark is ended.
    run: makeSpawn({ guard: null, mark: `recording-${agent}-${process.pid}` }),
    ...{ env, identity: {}, cwd: stage.repo, tmpDir: stage.root, limits: LIMITS, store, clock: systemClock },
  });
  const base = { role: 'author', purpose: 'build', cycle: 1, prompt: 'Do as scripted.', schema: null } as const;
  const answer = await agents.ask(
    { ...base, conversation, ...recording.asks },
    () => undefined,
    new AbortController().signal,
  );
  if (nowhere !== undefined) settle(agent, stage.home, stage.server.url);
  const lines = (text: string): readonly string[] =>
    scrubbed(text, stage, url)
      .split('\n')
      .filter((line) => line !== '');
  return {
    heard: { agent, version, ending, stdout: lines(out), stderr: lines(stderr) },
    reply: answer.ok ? answer.value.conversation : null,
  };
}

/** Without the machine that it was recorded on. */
const scrubbed = (text: string, stage: Stage, url: string): string =>
  text
    .replaceAll(stage.repo, '/repo')
    .replaceAll(stage.home, '/home/user')
    .replaceAll(stage.root, '/stage')
    .replaceAll(url, 'http://127.0.0.1:1')
    .replaceAll(new URL(url).host, '127.0.0.1:1')
    .replaceAll(/file:\/\/\S*?\/node_modules\//g, 'file:///agents/node_modules/')
    // A program in one file names its parts as if they lay on a disk.
    .replaceAll('/$bunfs/root/', '/bundle/');

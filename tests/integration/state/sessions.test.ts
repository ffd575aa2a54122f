import { describe, expect, test } from 'vitest';
import { clearSessions } from '../../../src/adapters/state/clear-sessions.js';
import { openSessions } from '../../../src/adapters/state/session-file.js';
import type { SessionMode } from '../../../src/domain/session-mode.js';
import { sessionMode } from '../../../src/domain/session-mode.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { WorklistStage } from '../../support/worklist-stage.js';

const FILE = '/repo/.millstone/sessions.json';
const LIST = '- [ ] Add a\n- [ ] Add b\n';

const turns = (name: string): readonly Turn[] => [
  { on: 'build', says: 'done', edits: { [`${name}.ts`]: name }, conversation: `author-${name}` },
  { on: 'review', says: changesRequested('more'), conversation: `reviewer-${name}` },
  { on: 'fix', says: 'mended', edits: { [`${name}.ts`]: `${name}${name}` }, conversation: `author-${name}` },
  { on: 'review', says: approved(), conversation: `reviewer-${name}` },
  { on: 'commit', commits: `Add ${name}` },
];

async function kept(mode: SessionMode, files = new MemoryFiles(), run = 'run-1', resumed = false) {
  const now = () => new Date('2026-01-03T00:00:00Z');
  return openSessions({
    file: FILE,
    files,
    mode,
    run,
    resumed,
    now,
    clis: { author: 'scripted', reviewer: 'scripted' },
  });
}

/** The conversations that builds and reviews of two tasks went on with. */
async function played(mode: SessionMode, files = new MemoryFiles()) {
  const sessions = await kept(mode, files);
  const stage = new WorklistStage(LIST, [...turns('a'), ...turns('b')], { sessions });
  expect((await stage.work()).ok).toBe(true);
  await sessions.settled();
  const of = (purpose: string) =>
    stage.agents.requests.filter((one) => one.purpose === purpose).map(({ conversation }) => conversation);
  return { builds: of('build'), fixes: of('fix'), reviews: of('review'), sessions };
}

describe('conversations from task to task', () => {
  test('AG-S42 IL-S38 new_each_task: every task begins with new ones, within a task the author keeps its own', async () => {
    const { builds, fixes, reviews } = await played(sessionMode('new'));
    expect(builds).toEqual([null, null]);
    expect(fixes).toEqual(['author-a', 'author-b']);
    expect(reviews).toEqual([null, null, null, null]);
  });

  test('IL-S38 continue_within_run: author and reviewer go on', async () => {
    const { builds, reviews } = await played(sessionMode('continue_within_run'));
    expect(builds).toEqual([null, 'author-a']);
    expect(reviews).toEqual([null, 'reviewer-a', 'reviewer-a', 'reviewer-b']);
  });

  test('AG-S43 the id of one: the author begins with it', async () => {
    const { builds, reviews } = await played(sessionMode('talk-7'));
    expect(builds).toEqual(['talk-7', 'author-a']);
    expect(reviews[0]).toBeNull();
  });

  test('continue_across_runs: a later run goes on, also when the first one had no such mode', async () => {
    const files = new MemoryFiles();
    await played(sessionMode('new_each_task'), files);
    const later = await kept(sessionMode('continue'), files, 'run-2');
    expect([later.of('author'), later.of('reviewer')]).toEqual(['author-b', 'reviewer-b']);
    expect(later.notices).toEqual([{ kind: 'sessions-kept', roles: ['author', 'reviewer'] }]);
    const other = await kept(sessionMode('continue_within_run'), files, 'run-2');
    expect(other.of('author')).toBeNull();
    const same = await kept(sessionMode('continue_within_run'), files, 'run-1', true);
    expect(same.of('author')).toBe('author-b');
  });

  test('continue_across_runs with nothing to go on with says so', async () => {
    expect((await kept(sessionMode('continue'))).notices).toEqual([{ kind: 'no-session' }]);
  });

  test('a conversation of another tool is of no use', async () => {
    const one = { cli: 'codex', conversation: 'x', run: 'run-0', at: '2026-01-02T23:00:00Z' };
    const files = new MemoryFiles({ [FILE]: JSON.stringify({ version: 1, author: one }) });
    expect((await kept(sessionMode('continue'), files)).of('author')).toBeNull();
  });

  test('AG-S44 ST-S20 one that is older than a day is forgotten at the start, but not by a run that goes on', async () => {
    const one = { cli: 'scripted', conversation: 'x', run: 'run-0', at: '2026-01-01T23:00:00Z' };
    const text = JSON.stringify({ version: 1, author: one });
    const fresh = await kept(sessionMode('continue'), new MemoryFiles({ [FILE]: text }));
    expect(fresh.of('author')).toBeNull();
    expect(fresh.notices).toContainEqual({ kind: 'sessions-too-old', roles: ['author'] });
    const resumed = await kept(sessionMode('continue'), new MemoryFiles({ [FILE]: text }), 'run-1', true);
    expect(resumed.of('author')).toBe('x');
  });

  test('one that its tool has lost is begun anew and forgotten; the other stays', async () => {
    const one = (conversation: string) => ({ cli: 'scripted', conversation, run: 'run-0', at: '2026-01-02T23:00:00Z' });
    const text = JSON.stringify({ version: 1, author: one('gone'), reviewer: one('there') });
    const files = new MemoryFiles({ [FILE]: text });
    const sessions = await kept(sessionMode('continue'), files);
    const lost = { reason: 'lost-conversation', cli: 'scripted', says: 'no such session' } as const;
    const stage = new WorklistStage(
      '- [ ] Add a\n',
      [
        { on: 'build', fails: lost },
        { on: 'build', fails: { reason: 'exit', cli: 'scripted', code: 1, says: 'boom' } },
      ],
      { sessions },
    );
    expect(await stage.work()).toMatchObject({ error: { reason: 'agent-failed' } });
    expect(stage.agents.requests.map(({ conversation }) => conversation)).toEqual(['gone', null]);
    expect(stage.ctx.of('asked-again')).toMatchObject([{ role: 'author', why: expect.stringContaining('is gone') }]);
    await sessions.settled();
    expect(JSON.parse(files.texts.get(FILE) ?? '')).toMatchObject({
      author: null,
      reviewer: { conversation: 'there' },
    });
    expect([sessions.of('author'), sessions.of('reviewer')]).toEqual([null, 'there']);
  });

  test('AG-S43 a given one that its tool has lost is not tried a second time', async () => {
    const sessions = await kept(sessionMode('talk-7'));
    sessions.forget('talk-7');
    expect(sessions.of('author')).toBeNull();
  });

  test.each(['{', '[]', '{"version":2}'])('a file that says %s is none', async (text) => {
    expect((await kept(sessionMode('continue'), new MemoryFiles({ [FILE]: text }))).of('author')).toBeNull();
  });
});

describe('--clear-sessions', () => {
  const STATE = '/repo/.millstone/state.json';
  const places = { sessions: FILE, state: STATE };

  test('CLI-S30 AG-S44 takes the ids out of state.json and leaves all else; the conversations are forgotten', async () => {
    const one = { cli: 'scripted', conversation: 'x', run: 'run-0', at: '2026-01-02T23:00:00Z' };
    const state = { version: 2, builder_session_id: 'a', reviewer_session_id: 'b', session_id: 'a', cycle: 2 };
    const files = new MemoryFiles({
      [STATE]: JSON.stringify(state),
      [FILE]: JSON.stringify({ version: 1, author: one }),
    });
    expect(await clearSessions(places, files)).toBe(true);
    expect(JSON.parse(files.texts.get(STATE) ?? '')).toEqual({
      ...{ version: 2, builder_session_id: null, reviewer_session_id: null, session_id: null, cycle: 2 },
    });
    expect((await kept(sessionMode('continue'), files)).of('author')).toBeNull();
    expect(await clearSessions(places, files)).toBe(false);
  });

  test.each([
    ['no file', {}],
    ['a state that cannot be read', { [STATE]: '{' }],
    ['a state without ids', { [STATE]: '{"cycle":1}' }],
  ])('CLI-S31 %s: nothing to forget, nothing written', async (_name, texts: Record<string, string>) => {
    const files = new MemoryFiles(texts);
    expect(await clearSessions(places, files)).toBe(false);
    expect(Object.fromEntries(files.texts)).toEqual(texts);
  });
});

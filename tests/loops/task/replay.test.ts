import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { journalLines } from '../../../src/formats/journal-lines.js';
import { NO_SEAL, sealLine } from '../../../src/formats/journal-seal.js';
import { MemoryJournal } from '../../support/memory-context.js';
import { MemoryRepository } from '../../support/memory-repository.js';
import { approved, changesRequested, sane, type Turn } from '../../support/scripted-agents.js';
import { stagePlan } from '../../support/take-up.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const AT = '2026-01-01T00:00:00.000Z';

/** A run of two cycles: what agents do whenever they are asked, and how the repository behaves. */
interface Story {
  readonly turns: readonly Turn[];
  readonly options?: StageOptions;
  readonly world?: (repository: MemoryRepository) => void;
}

const build: Turn = { on: 'build', cycle: 1, says: 'built', edits: { 'a.ts': 'one\n' }, conversation: 'talk' };
const no: Turn = { on: 'review', cycle: 1, says: changesRequested('two') };
const fix: Turn = { on: 'fix', cycle: 2, says: 'fixed', edits: { 'a.ts': 'two\n' } };
const yes: Turn = { on: 'review', cycle: 2, says: approved() };
const commit: Turn = { on: 'commit', cycle: 2, says: 'ok', commits: 'Add retry' };
const reminded: Turn = { on: 'commit', cycle: 2, says: 'later' };

const STORIES: Readonly<Record<string, Story>> = {
  'the author commits': { turns: [build, no, fix, yes, commit] },
  'millstone commits': { turns: [build, no, fix, yes], options: { settings: { commitBy: 'tool' } } },
  'the author does not commit': { turns: [build, no, fix, yes, reminded, reminded] },
  'the author commits early': { turns: [{ ...build, commits: 'one' }, no, { ...fix, commits: 'two' }, yes] },
  'an early commit is made anew': { turns: [{ ...build, commits: 'one' }, no, fix, yes, reminded, reminded] },
  'the author commits something else': { turns: [build, no, fix, yes, { ...commit, edits: { 'c.ts': 'c\n' } }] },
  'a nudge is needed': {
    turns: [
      { ...build, edits: {} },
      { on: 'nudge', cycle: 1, says: 'built', edits: { 'a.ts': 'one\n' } },
      no,
      fix,
      yes,
      commit,
    ],
  },
  'the first review is prose': {
    turns: [
      build,
      { ...no, says: 'prose' },
      { on: 'reask', cycle: 1, says: 'prose' },
      { on: 'sanity-review', cycle: 1, says: sane },
      fix,
      yes,
      commit,
    ],
  },
  'a hook refuses the first commit': {
    turns: [build, { ...yes, cycle: 1 }, fix, yes],
    options: { settings: { commitBy: 'tool' } },
    world: (repository) => {
      repository.lint = (files) => (files['a.ts'] === 'one\n' ? 'two is wanted' : null);
    },
  },
};

/** A run, and the world as it was at each line that it wrote. */
interface Told {
  readonly stage: TaskStage;
  readonly lines: readonly JournalEntry[];
  readonly worlds: readonly MemoryRepository[];
  readonly end: unknown;
}

class WatchedJournal extends MemoryJournal {
  constructor(
    entries: JournalEntry[],
    private readonly beforeLine: () => void,
  ) {
    super(entries);
  }
  override append(entry: JournalEntry): ReturnType<MemoryJournal['append']> {
    this.beforeLine();
    return super.append(entry);
  }
}

async function tell(story: Story, past: readonly JournalEntry[], repository: MemoryRepository): Promise<Told> {
  const before = repository.clone();
  const worlds = past.map(() => before);
  const journal = new WatchedJournal([...past], () => worlds.push(repository.clone()));
  const stage = new TaskStage(story.turns, { ...story.options, repository, journal, mayLeave: true });
  const result = await stage.run();
  const value = result.ok ? result.value : result.error;
  const commits = stage.ended()?.commits.map(({ tree, subject }) => [tree, subject]);
  const end = { ...value, commits, log: repository.log(), files: repository.files, head: repository.headFiles() };
  return { stage, lines: journal.entries, worlds: [...worlds, repository.clone()], end };
}

function begin(story: Story): Promise<Told> {
  const repository = new MemoryRepository();
  story.world?.(repository);
  return tell(story, [], repository);
}

/** Goes on after a crash that kept so many lines: at once after the last of them, or right before the next. */
async function goOn(story: Story, told: Told, kept: number, late: boolean): Promise<Told> {
  const world = told.worlds[late ? kept : Math.max(kept - 1, 0)];
  if (world === undefined) throw new Error(`there is no line ${kept}`);
  return tell(story, told.lines.slice(0, kept), world.clone());
}

/** Keys under which a reply is recorded end with one of these, the step around them apart. */
const REPLY = /\/(build|fix|nudge|again|ask|reask|remind)$/;

/** Replies that a journal holds, by key: what was paid for. */
const replies = (lines: readonly JournalEntry[]): readonly string[] =>
  lines.flatMap((line) => (line.kind === 'step' && REPLY.test(line.key) ? [line.key] : []));

/**
 * No agent was asked for a reply that was on disk, nor for anything in a step that was finished, and the end is the
 * same. Every call of these stories answers, so that a call more or less is a reply more or less.
 */
function expectSame(resumed: Told, whole: Told, kept: number): void {
  const past = whole.lines.slice(0, kept);
  const made = resumed.lines.slice(kept);
  expect(replies(made)).toHaveLength(resumed.stage.agents.requests.length);
  const finished = past.flatMap((line) => (line.kind === 'step' ? [line.key] : []));
  const within = (key: string) => finished.some((step) => key === step || key.startsWith(`${step}/`));
  expect(replies(made).filter(within)).toEqual([]);
  expect(resumed.end).toEqual(whole.end);
}

describe.each(Object.entries(STORIES))('when %s', (_, story) => {
  test('the story has two cycles and ends with a commit', async () => {
    expect((await begin(story)).end).toMatchObject({ outcome: 'approved', cycles: 2, files: { 'a.ts': 'two\n' } });
  });

  test('a journal cut after any line leads to the same end, with no finished step done twice', async () => {
    const whole = await begin(story);
    for (let kept = 0; kept <= whole.lines.length; kept++) {
      for (const late of [false, true]) expectSame(await goOn(story, whole, kept, late), whole, kept);
    }
  });

  test('a journal cut before, in or behind any of its lines holds exactly the whole ones', async () => {
    const { lines } = await begin(story);
    const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at: AT };
    let seal = NO_SEAL;
    let before = Buffer.alloc(0);
    for (const [i, line] of [opened, ...lines.map((line) => ({ ...line, at: AT }) as JournalLine)].entries()) {
      const sealed = sealLine(seal, line);
      seal = sealed.seal;
      const written = Buffer.from(`${sealed.text}\n`);
      // Every byte of a journal is cut in `journal-lines.test.ts`.
      for (const cut of [0, 1, written.length >> 1, written.length - 2, written.length - 1, written.length]) {
        const read = journalLines(Buffer.concat([before, written.subarray(0, cut)]));
        const kept = i + (cut === written.length ? 1 : 0);
        if (!read.ok || read.value.lines.length !== kept) expect.fail(`line ${i + 1} cut after byte ${cut}`);
      }
      before = Buffer.concat([before, written]);
    }
  });

  test('a second crash on the way leads to the same end', async () => {
    const whole = await begin(story);
    const moment = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), late: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(moment, moment, async (first, second) => {
        const kept = Math.round(first.at * whole.lines.length);
        const once = await goOn(story, whole, kept, first.late);
        // What was on disk when the second run began is on disk when it ends.
        const keptThen = kept + Math.round(second.at * (once.lines.length - kept));
        expect((await goOn(story, once, keptThen, second.late)).end).toEqual(whole.end);
      }),
      { numRuns: 30 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { audit } from './audit.js';
import { alone, line } from './deeds.js';
import { play } from './play.js';
import type { Plot, PlotTask } from './plot.js';
import { BASE, listFile, START } from './repository.js';
import type { Story } from './story.js';

const NEITHER = { about: [], depends: null, claims: null, group: null, tenths: 0, commitsBy: 'author' } as const;
const task = (id: string, deed: (id: string) => Omit<PlotTask, keyof typeof NEITHER | 'id'>) => ({
  ...deed(id),
  id,
  ...NEITHER,
});
const inLine = (id: string) => line(id, 20, false);

/** One lands for certain, and one of two. */
const PLOT: Plot = {
  ...{
    seed: 0,
    tasks: [task('t1', alone), task('t2', inLine), task('t3', inLine)],
    limit: 10,
    checkTenths: 0,
    groups: 1,
    kills: [],
    checkNames: true,
  },
  ...{ knownRed: true, tracked: false, strategy: 'merge', retries: 0, concurrency: 3, cleanup: 'on_success' },
  ...{ checkedOut: false, person: [{ pause: 0, does: 'own' }] },
};

/** Commits to the base branch behind everybody's back. */
function commit({ rig }: Story, subject: string, file: string, text: string): void {
  rig.git('checkout', '-q', '-f', BASE);
  rig.write(file, text);
  rig.git('add', file);
  rig.git('commit', '-qm', subject);
  rig.git('checkout', '-q', 'elsewhere');
  rig.write('mine.txt', 'mine, half done\n');
}

const FAULTS: readonly { readonly what: string; readonly done: (story: Story) => void; readonly found: RegExp }[] = [
  {
    what: 'a landing that is red',
    done: (s) => commit(s, 'Add t1', 'load/t1.txt', '11'),
    found: /^red after "Add t1"/,
  },
  { what: 'a stranger', done: (s) => commit(s, 'Add t1', 'def/d1', 'x'), found: /^"Add t1" touches def\/d1$/ },
  {
    what: 'what has landed and is gone',
    done: ({ rig }) => rig.git('update-ref', `refs/heads/${BASE}`, START),
    found: /^t1 is not in main$/,
  },
  {
    what: 'a commit of a person that is gone',
    done: ({ rig }) => rig.git('update-ref', `refs/heads/${BASE}`, START),
    found: /^the commit of a person is gone/,
  },
  {
    what: 'a box',
    done: ({ rig, plot }) => rig.write(listFile(plot), rig.read(listFile(plot)).replace('[x] Add t1', '[ ] Add t1')),
    found: /^the box of t1 is wrong$/,
  },
  {
    what: 'work of what did not land',
    done: ({ rig, told }) => {
      const [id = ''] = told.lost.keys();
      rig.git('worktree', 'remove', '--force', `.millstone/worktrees/task-${id}`);
      rig.git('branch', '-qD', `millstone/task/${id}`);
      for (const ref of rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked').split('\n'))
        rig.git('update-ref', '-d', ref);
    },
    found: /^the commit \w+ is gone$/,
  },
  { what: 'an edit', done: ({ rig }) => rig.write('mine.txt', 'x\n'), found: /^an uncommitted edit is gone$/ },
  { what: 'a lock', done: ({ rig }) => rig.write('.git/x.lock', ''), found: /^\.git\/x\.lock is left$/ },
];

describe('the oracle', () => {
  test('finds each fault that is planted into what was all right', async () => {
    const story = await play(PLOT);
    expect(audit(story)).toEqual([]);
    const base = story.rig.git('rev-parse', BASE);
    for (const { what, done, found } of FAULTS) {
      const list = story.rig.read(listFile(PLOT));
      done(story);
      expect(audit(story), what).toContainEqual(expect.stringMatching(found));
      story.rig.git('update-ref', `refs/heads/${BASE}`, base);
      story.rig.write(listFile(PLOT), list);
      story.rig.write('mine.txt', 'mine, half done\n');
    }
    expect(audit({ ...story, told: { ...story.told, exit: 0 } })).toContain('the exit code is 0');
  });
});

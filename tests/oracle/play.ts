import type { RunEvent } from '../../src/domain/event.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { person } from './person.js';
import type { Plot } from './plot.js';
import { BASE, listFile, makeRepository } from './repository.js';
import type { Story } from './story.js';
import { told } from './told.js';

/** Lets millstone do the tasks of a plot while a person commits, and waits until nobody of them is left. */
export async function play(plot: Plot): Promise<Story> {
  const rig = await makeRepository(plot);
  const over = new AbortController();
  const meanwhile = person(rig, plot, over.signal);
  const ran = await rig.events(
    ...['--worktrees', '--concurrency', String(plot.concurrency), '-n', String(plot.tasks.length)],
    ...['--base-branch', BASE, '--tasklist', listFile(plot), '--merge-strategy', plot.strategy],
    ...['--conflict-retries', String(plot.retries), '--worktree-cleanup', plot.cleanup],
  );
  over.abort();
  const committed = await meanwhile;
  await expectNobodyLeft(rig.root);
  return { rig, plot, told: told(ran.events as readonly RunEvent[], [ran.exitCode]), committed };
}

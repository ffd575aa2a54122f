import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

/** What people, earlier runs and the original keep in the folder. */
const KEPT: Readonly<Record<string, string>> = {
  'policy.toml': '# mine\n',
  'project.toml': '# mine\n',
  'opportunities.md': '# Opportunities\n',
  'designs/one.md': '# One\n',
  'prompts/review_prompt.md': 'mine\n',
  'notes/roadmap.md': 'mine\n',
  'research/20250101_000000_x.md': 'found\n',
  'metrics/reviews.jsonl': '{"old":1}\n',
  'evidence/old.json': '{}\n',
  'evals/old.json': '{}\n',
  'tasks/old.json': '{}\n',
  'runs/20250101_000000.log': 'old\n',
  'parallel/state.json': '{}\n',
  'locks/git.lock': '',
  'worktrees/task-x/file': 'x\n',
  'tmp/mine': 'x\n',
};

describe('what lies in .millstone/', () => {
  test('ST-S39 ST-S40 WT-S48 EV-S44 EV-S60 survives a run, also one that halts, and nothing temporary stays', async () => {
    const rig = await Rig.create();
    for (const [name, text] of Object.entries(KEPT)) rig.write(`.millstone/${name}`, text);
    rig.script(builds, { on: 'review', exit: 3, stderr: 'boom' });
    expect((await rig.start(TASK).ended).exitCode).toBe(1);
    rig.script(approves, commits);
    expect((await rig.millstone('--continue')).exitCode).toBe(0);
    for (const [name, text] of Object.entries(KEPT)) {
      const now = rig.read(`.millstone/${name}`);
      // Reviews are added to those that are there.
      expect(name === 'metrics/reviews.jsonl' ? now.slice(0, text.length) : now).toBe(text);
    }
    expect(existsSync(join(rig.repo, '.git/millstone'))).toBe(false);
    expect(readdirSync(join(rig.repo, '.millstone/tmp'))).toEqual(['mine']);
  });
});

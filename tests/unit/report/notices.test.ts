import { expect, test } from 'vitest';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import type { Notice } from '../../../src/domain/notice.js';
import { noticeLine } from '../../../src/report/notices.js';

const file = '.millstone/config.toml';
const commit = { id: 'abc'.repeat(13) as CommitId, tree: 't' as TreeId, subject: 'Add a' };

test.each<[notice: Notice, tone: 'warn' | 'dim', text: string]>([
  [
    { kind: 'ignore-line-written', file: '.gitignore' },
    'dim',
    'Added /.millstone/ to .gitignore: millstone keeps its logs and state there.',
  ],
  [
    { kind: 'dirty-start', files: ['a', 'b c', 'd\ne', 'f', 'g', 'h'] },
    'warn',
    'WARN: 6 files with uncommitted changes, left out of the task: a, b c, d e, f, g and 1 more',
  ],
  [
    { kind: 'tasklist-uncommitted', file: 'docs/tasks.md' },
    'warn',
    'WARN: docs/tasks.md has uncommitted changes; consider committing it.',
  ],
  [
    {
      kind: 'models-chosen',
      complexity: 'simple',
      models: [
        { role: 'author', model: 'haiku' },
        { role: 'reviewer', model: null },
      ],
    },
    'dim',
    "Models by rules, for a simple task: builder haiku, reviewer the agent's own choice.",
  ],
  [
    { kind: 'models-chosen', complexity: 'complex', models: [{ role: 'author', model: 'opus' }] },
    'dim',
    'Models by rules, for a complex task: opus.',
  ],
  [
    { kind: 'unknown-key', file, line: 3, key: 'max_cycle', nearest: 'max_cycles' },
    'warn',
    'WARN: .millstone/config.toml:3: the key max_cycle is not known and has no effect. Did you mean max_cycles?',
  ],
  [
    { kind: 'unknown-key', file, line: null, key: 'x', nearest: null },
    'warn',
    'WARN: .millstone/config.toml: the key x is not known and has no effect.',
  ],
  [
    {
      kind: 'key-without-effect',
      file,
      feature: 'remote trackers',
      keys: [
        { key: 'a', line: 3 },
        { key: 'b', line: null },
      ],
    },
    'warn',
    'WARN: .millstone/config.toml: without effect, since this version has no remote trackers yet: a (line 3), b',
  ],
  [
    { kind: 'retired-key', file, line: 7, key: 'old', instead: 'new' },
    'dim',
    '.millstone/config.toml:7: the key old has no effect any more. Use new.',
  ],
  [
    { kind: 'retired-key', file, line: 7, key: 'old', instead: null },
    'dim',
    '.millstone/config.toml:7: the key old has no effect any more.',
  ],
  [
    { kind: 'unknown-template', file: 'prompts/taks.md' },
    'warn',
    'WARN: prompts/taks.md is not the name of a prompt template; it is not used.',
  ],
  [
    { kind: 'unknown-placeholder', file: 'p.md', placeholder: 'FOO' },
    'warn',
    'WARN: p.md: nothing fills {{FOO}}; it is sent as it stands.',
  ],
  [
    { kind: 'legacy-placeholder', file: 'p.md', placeholder: 'TASKLIST_PATH' },
    'dim',
    "p.md: {{TASKLIST_PATH}} is an old name for the tasklist's path; it still works.",
  ],
  [
    { kind: 'blind-eval', mode: 'tests/nowhere', command: 'node --test tests/nowhere', says: 'failed (exit code 1)' },
    'warn',
    'WARN: The evaluation (tests/nowhere) can see nothing get worse: before the task no check passed and no test was counted. node --test tests/nowhere: failed (exit code 1).',
  ],
  [
    { kind: 'context-file-missing', file: 'docs/a.md' },
    'warn',
    "WARN: The task's context file docs/a.md cannot be read in this repository; the author goes without it.",
  ],
  [
    { kind: 'found-changed', unclear: ['a', 'b'], later: [] },
    'dim',
    'Changed by what was interrupted, or since by somebody else: a, b. All of it becomes part of the task; what is not meant to can be taken out now (Ctrl-C, then --continue).',
  ],
  [
    { kind: 'found-changed', unclear: [], later: ['1', '2', '3', '4', '5', '6'] },
    'dim',
    'Changed while the run stood still: 1, 2, 3, 4, 5 and 1 more. All of it becomes part of the task; what is not meant to can be taken out now (Ctrl-C, then --continue).',
  ],
  [
    { kind: 'found-commits', theirs: [commit], unclear: [] },
    'dim',
    'Commits of somebody else came in while the run stood still: abcabcabcabc "Add a".',
  ],
  [
    { kind: 'found-commits', theirs: [], unclear: [commit] },
    'warn',
    'WARN: Committed as the run was killed, or since, by its author or by somebody else: abcabcabcabc "Add a". That stays; --undo will not take it back.',
  ],
  [
    { kind: 'check-put-back', files: ['report.txt'], parked: 'refs/x', kept: [] },
    'warn',
    'WARN: An interrupted check had written report.txt; that was put back (kept in refs/x, should some of it be yours: millstone --recover).',
  ],
  [
    { kind: 'check-put-back', files: ['report.txt'], parked: 'refs/x', kept: ['mine'] },
    'warn',
    'WARN: An interrupted check had written report.txt; that was put back (kept in refs/x, should some of it be yours: millstone --recover). Changed later, and left as it is: mine.',
  ],
  [
    { kind: 'unfinished-run', run: 'r', title: 'Add a', after: 'this' },
    'warn',
    'WARN: An earlier run ("Add a", r) is unfinished. `millstone --continue` goes on with it later, `millstone --continue --abort` gives it up.',
  ],
  [
    { kind: 'unfinished-run', run: 'r', title: 'Add a', after: 'continued' },
    'warn',
    'WARN: This is the newest unfinished run; the one before it ("Add a", r) waits for a further `millstone --continue`.',
  ],
  [{ kind: 'verify-off' }, 'dim', "The project's checks are not run before a review (verify = false)."],
  [
    { kind: 'no-project-checks' },
    'dim',
    'No check commands of this project are known: reviews go without, unless a task brings some. Name them in .millstone/project.toml.',
  ],
  [
    { kind: 'stand-in-idle', role: 'author', cli: 'claude', plays: 'author' },
    'warn',
    "WARN: claude will never step in for the builder: it is the builder's own agent. Name another one with --fallback or in [fallback].",
  ],
  [
    { kind: 'stand-in-idle', role: 'reviewer', cli: 'claude', plays: 'author' },
    'warn',
    'WARN: claude will never step in for the reviewer: it is the agent of the builder, and nobody may judge its own work. Name another one with --fallback or in [fallback].',
  ],
  [{ kind: 'sanity-off' }, 'dim', "The sanity check of the author's work is switched off (sanity = false)."],
  [
    { kind: 'stop-file-filed', file: '.millstone/runs/x' },
    'dim',
    'STOP.md of an earlier run was filed away in .millstone/runs/x.',
  ],
  [
    { kind: 'detached-head' },
    'warn',
    'WARN: HEAD is detached: the commit will be on no branch. It is kept under refs/millstone/parked/ as well.',
  ],
  [
    { kind: 'submodules-empty', paths: ['sub'] },
    'warn',
    'WARN: Not checked out here, so empty for tasks as well: sub (git submodule update --init).',
  ],
  [
    { kind: 'submodules-landed', left: ['a'], unpushed: ['b'] },
    'warn',
    'WARN: Submodules that have other commits now were left as you have them: a (git submodule update). No remote is known to have the new commit of b: push it from there before you push this.',
  ],
  [
    { kind: 'judges-itself', agent: { cli: 'claude', model: null }, roles: ['author', 'analyzer'] },
    'warn',
    'WARN: claude judges what it wrote itself (builder, analyzer and reviewer): another agent or model sees more. --cli-reviewer or model_reviewer names one.',
  ],
  [
    { kind: 'status-not-set', design: 'be-fast', status: 'approved', why: 'its header has no status' },
    'warn',
    'WARN: The design be-fast is approved, but could not be marked so: its header has no status',
  ],
  [
    { kind: 'conflicts-left', files: ['a', 'b'] },
    'warn',
    'WARN: Conflict markers are left in a, b: back to its author.',
  ],
  [
    { kind: 'base-moved', base: 'main', commits: ['1234567 evil'] },
    'warn',
    'WARN: main was given 1 commit while tasks were at work: 1234567 evil. If that was not you, it was an agent: nobody has reviewed it.',
  ],
  [
    { kind: 'base-moved', base: 'main', commits: [] },
    'warn',
    'WARN: main was set to other commits while tasks were at work. If that was not you, it was an agent: nobody has reviewed it.',
  ],
  [
    { kind: 'demo-agent' },
    'dim',
    'This is the demo agent: a script that shows the loop. No model is asked, and no real work is done.',
  ],
  [
    { kind: 'state-damaged', file: 'state.json', kept: 'state.json.corrupt' },
    'warn',
    'WARN: state.json was damaged, or is of a later version. It is written anew from the journal, and what stood there is kept in state.json.corrupt.',
  ],
  [
    { kind: 'record-not-kept', file: '.millstone/tasks/x.json', why: 'no space left' },
    'warn',
    'WARN: A record could not be written (.millstone/tasks/x.json): no space left',
  ],
  [{ kind: 'broken-sink', sink: 'log', why: 'no space left' }, 'warn', 'WARN: The log output broke off: no space left'],
])('a notice: $kind', (notice, tone, text) => {
  expect(noticeLine(notice)).toMatchObject({ text, tone, level: 'progress' });
});

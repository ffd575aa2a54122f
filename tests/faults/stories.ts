import { printed } from '../support/fake-agent-turn.js';
import { designText, fine, plannedTask } from '../support/outer-texts.js';
import { REPLIES as PLAIN, shellAgent } from '../support/shell-agent.js';

/** What an agent does whenever it is asked for something, however often: shell text in the repository. */
export interface Story {
  readonly build: string;
  readonly fix: string;
  readonly review: string;
  readonly commit: string;
  /** Subjects of the undisturbed run, newest first. */
  readonly log: readonly string[];
  /** A check of the project, as shell text in the repository. */
  readonly check?: string;
  /** Flags of the run besides its work. */
  readonly flags?: readonly string[];
  /** The run halts on its way, and goes on when it is taken up. */
  readonly halts?: true;
  /** Tasks are done at once, so that they may land in any order. */
  readonly atOnce?: true;
  /** What was approved may come back to its author, who does it anew. */
  readonly returns?: true;
  /** Given, the run works through this list, else it has one task of its own. */
  readonly list?: List;
  /** The list is a roadmap, and each of its goals is designed, planned and done. */
  readonly cycle?: true;
  /** How many tasks a design is cut into; one where nothing is said. */
  readonly plans?: number;
}

/** A tasklist, and how it is to be in the end. */
interface List {
  readonly file: string;
  readonly text: string;
  readonly done: string;
  /** Whether git tracks it. */
  readonly tracked: boolean;
}

/** The first of them leaves something to its group. */
const THREE =
  '# Tasks\n\n## Group: X\n- [ ] Add a\n  - ID: a\n## Group:\n- [ ] Add b\n  - ID: b\n- [ ] Add c\n  - ID: c\n';
const list = (file: string, tracked: boolean): List => ({
  file,
  text: THREE,
  done: THREE.replaceAll('[ ]', '[x]'),
  tracked,
});

const write = (text: string): string => `echo ${text} > a.txt`;
const commitAs = (subject: string): string => `git add -A && git commit -qm ${subject} >&2`;
const APPROVE = 'cat "$home/yes"';

/** What is done differs from task to task, as each is told its id in the environment. */
const perTask = (a: string, b: string, c: string): string =>
  `case "$MILLSTONE_TASK_ID" in a) ${a} ;; b) ${b} ;; c) ${c} ;; esac`;
const writeOwn = 'echo "$MILLSTONE_TASK_ID" > "$MILLSTONE_TASK_ID.txt"';
const commitOwn = 'git add -A && git commit -qm "by-author-$MILLSTONE_TASK_ID" >&2';
/** An author that ticks its own box and another one's, as it was told not to. */
const tickAll = (file: string): string => `sed -i.old 's/^- \\[ \\]/- [x]/' ${file} && rm ${file}.old`;

/** Two that write the same file; what is in it in the end does not depend on which of them landed first. */
const shared = '[ -e same.txt ] && echo both > same.txt || echo "$MILLSTONE_TASK_ID" > same.txt';
const merges = ['a', 'b', 'c'].map((id) => `millstone: merge task ${id}: Add ${id}`);
const ticks = ['a', 'b', 'c'].map((id) => `millstone: mark task ${id} complete`);
const twins = ['add-a-1', 'add-a-2'];
const TICKED = 'Tick a goal of docs/roadmap.md';

export const STORIES: Readonly<Record<string, Story>> = {
  'a rejected review': {
    build: write('one'),
    review: 'if grep -q two a.txt; then cat "$home/yes"; else cat "$home/no"; fi',
    fix: write('two'),
    commit: commitAs('by-author'),
    log: ['by-author', 'start'],
  },
  'an early commit by the author': {
    build: `${write('one')}; ${commitAs('early')}`,
    review: APPROVE,
    fix: 'exit 1',
    commit: 'exit 1',
    log: ['early', 'start'],
  },
  'a commit that falls back to the tool': {
    build: write('one'),
    review: APPROVE,
    fix: 'exit 1',
    commit: 'true',
    log: ['Add a file', 'start'],
  },
  'a check of the project that writes files': {
    build: write('one'),
    check: 'echo half > cover.txt; echo formatted >> a.txt; mkdir -p out; echo built > out/b',
    review: APPROVE,
    fix: 'exit 1',
    commit: commitAs('by-author'),
    log: ['by-author', 'start'],
  },
  'a commit that made things worse and is taken back': {
    build: `if git log --format=%s | grep -q Revert; then ${write('good')}; else ${write('bad')}; fi`,
    check: 'echo half > cover.txt; ! grep -q bad a.txt',
    flags: ['--eval-on-task', 'true', '--eval-on-commit', '--auto-rollback'],
    halts: true,
    review: APPROVE,
    fix: 'exit 1',
    commit: commitAs('by-author'),
    log: ['by-author', 'Revert "Add a file"', 'by-author', 'start'],
  },
  'three tasks of a list': {
    list: list('.millstone/tasklist.md', false),
    build: `${writeOwn}; ${perTask(tickAll('.millstone/tasklist.md'), commitOwn, 'true')}`,
    review: APPROVE,
    fix: 'exit 1',
    commit: perTask(commitOwn, 'exit 1', 'true'),
    log: ['Add c', 'by-author-b', 'by-author-a', 'start'],
  },
  'three tasks of a list that git tracks': {
    list: list('tasks.md', true),
    build: `${writeOwn}; ${perTask(tickAll('tasks.md'), commitOwn, 'true')}`,
    review: APPROVE,
    fix: 'exit 1',
    commit: perTask(commitOwn, 'exit 1', 'true'),
    log: ['Add c', 'Mark task complete in tasklist', 'by-author-b', 'by-author-a', 'start'],
  },
  'tasks at once': {
    list: list('.millstone/tasklist.md', false),
    atOnce: true,
    flags: ['--worktrees', '--concurrency', '3'],
    build: `${writeOwn}; ${perTask('true', commitOwn, 'true')}`,
    review: APPROVE,
    fix: 'exit 1',
    commit: perTask(commitOwn, 'exit 1', 'true'),
    log: ['Add c', 'by-author-a', 'by-author-b', ...merges, 'start'],
  },
  'tasks at once that conflict, of a list that git tracks': {
    list: list('tasks.md', true),
    atOnce: true,
    returns: true,
    flags: ['--worktrees', '--concurrency', '3'],
    check: 'echo half > cover.txt',
    build: `${writeOwn}; ${perTask(shared, shared, 'true')}`,
    review: APPROVE,
    fix: 'echo both > same.txt',
    commit: commitOwn,
    log: ['by-author-a', 'by-author-b', 'by-author-c', ...ticks, ...merges, 'start'],
  },
  'a cycle through a roadmap': {
    cycle: true,
    list: {
      file: 'docs/roadmap.md',
      text: '# Roadmap\n\n- [ ] Add a\n- [ ] Add b\n',
      done: '# Roadmap\n\n- [x] Add a\n- [x] Add b\n',
      tracked: true,
    },
    build: writeOwn,
    review: APPROVE,
    fix: 'exit 1',
    commit: commitOwn,
    log: [TICKED, 'by-author-add-b', TICKED, 'by-author-add-a', 'start'],
  },
  'a cycle whose tasks are done at once': {
    cycle: true,
    atOnce: true,
    plans: 2,
    flags: ['--worktrees', '--concurrency', '2'],
    list: {
      file: 'docs/roadmap.md',
      text: '# Roadmap\n\n- [ ] Add a\n',
      done: '# Roadmap\n\n- [x] Add a\n',
      tracked: true,
    },
    build: writeOwn,
    review: APPROVE,
    fix: 'exit 1',
    commit: commitOwn,
    log: [
      TICKED,
      ...twins.map((id) => `by-author-${id}`),
      ...twins.map((id) => `millstone: merge task ${id}: Do ${id}`),
      'start',
    ],
  },
};

/** The tasks of a design, at the end of the list. */
const many = (count = 1): string =>
  count === 1
    ? '{ echo; sed "s/ID$/$id/" "$home/task"; } >> "$file"'
    : `for n in $(seq ${count}); do { echo; sed "s/ID$/$id-$n/; s/Do ID/Do $id-$n/" "$home/task"; } >> "$file"; done`;

/** Replies that stories print, by the name of their file. */
export const REPLIES: Readonly<Record<string, string>> = {
  ...PLAIN,
  fine: printed({ on: 'design-review', says: fine }),
  design: designText('x').slice(designText('x').indexOf('\n---\n') + '\n---\n'.length),
  task: `${plannedTask('ID')}\n`,
};

/** An agent that follows a story, and notes down every call with what it was for. */
export const agentOf = (story: Story, home: string): string =>
  shellAgent(
    home,
    `  task_prompt | tasklist_prompt) ${story.build}; cat "$home/done" ;;
  fix_prompt) ${story.fix}; cat "$home/done" ;;
  commit_prompt) ${story.commit}; cat "$home/done" ;;
  review_prompt) ${story.review} ;;
  design_prompt)
    file=$(printf '%s\\n' "$prompt" | sed -n 's/.*the document is the file \\([^;]*\\);.*/\\1/p')
    mkdir -p "$(dirname "$file")"
    { printf '# A design\\n\\n- **status**: draft\\n\\n---\\n'; cat "$home/design"; } > "$file"
    cat "$home/done" ;;
  plan_prompt)
    file=$(printf '%s\\n' "$prompt" | sed -n 's/.*at the end of the file \\([^,]*\\), under.*/\\1/p')
    id=$(printf '%s\\n' "$prompt" | sed -n 's/^The design (\\([^)]*\\)).*/\\1/p')
    ${many(story.plans)}
    cat "$home/done" ;;
  review_design_prompt | plan_review_prompt) cat "$home/fine" ;;`,
  );

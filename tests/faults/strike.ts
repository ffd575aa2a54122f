import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { Rig } from '../support/rig.js';
import { agentOf, REPLIES, type Story } from './stories.js';

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'kill-at.mjs')).href;
function argsOf({ list, flags = [], cycle }: Story): readonly string[] {
  if (list === undefined) return ['--task', 'Add a file', ...flags];
  return cycle === true
    ? ['--cycle', '--roadmap', list.file, '--no-approve', ...flags]
    : ['--tasklist', list.file, ...flags];
}
/** Takings-up that a run which was killed once may need; one is enough unless something is wrong. */
const TRIES = 3;

/** What a run came to in the end. */
export interface End {
  readonly log: readonly string[];
  readonly tree: string;
  readonly status: string;
  /** Files that millstone or git left lying in `.git`. */
  readonly left: readonly string[];
  /** How the run's journal ends. */
  readonly closed: string;
  /** What the tasklist says; empty where there is none. */
  readonly list: string;
  /** How often something was left to a group of tasks. */
  readonly entries: number;
}

export interface Struck {
  /** Points that were passed, the last one being that of the crash. */
  readonly points: readonly string[];
  /** Whether the crash came, which only can be told from outside. */
  readonly killed: boolean;
  /** What the agents were asked for, in all processes together. */
  readonly calls: readonly string[];
  readonly end: End;
  /** Keys of replies that were recorded twice. */
  readonly twice: readonly string[];
  /** Exit codes of the processes that took the run up. */
  readonly exits: readonly (number | null)[];
}

/** Plays a story with a crash at its nth point, and takes the run up until it is done; 0 means no crash. */
export async function strike(story: Story, at: number): Promise<Struck> {
  const rig = await Rig.create();
  rig.lenient = true;
  const home = join(rig.root, 'story');
  mkdirSync(home);
  for (const [name, text] of Object.entries(REPLIES)) writeFileSync(join(home, name), text);
  const agent = join(rig.fake.bin, 'claude');
  writeFileSync(agent, agentOf(story, home));
  chmodSync(agent, 0o755);
  if (story.list !== undefined) rig.write(story.list.file, story.list.text);
  if (story.list?.tracked === true) {
    rig.git('add', '-A');
    rig.git('commit', '-q', '--amend', '--no-edit');
  }
  if (story.check !== undefined) rig.write('.millstone/project.toml', `[tests]\ncommand = '''${story.check}'''\n`);
  const points = join(home, 'points');
  const env = { NODE_OPTIONS: `--import=${PRELOAD}`, FAULT_LOG: points, FAULT_AT: String(at) };
  const { signal } = await rig.start(argsOf(story), { env }).ended;

  const exits: (number | null)[] = [];
  // At once, while what the dead run has left may still be about.
  const goesOn = at > 0 || story.halts === true;
  for (let tries = 0; goesOn && tries < TRIES && (tries === 0 || !isClosed(rig)); tries++) {
    // One that died before its first line was whole is known to nobody.
    const args = journal(rig).length === 0 ? argsOf(story) : ['--continue'];
    exits.push((await rig.millstone(...args)).exitCode);
  }
  await expectNobodyLeft(rig.root);
  const told = { points: linesIn(points), calls: linesIn(join(home, 'calls')) };
  return { ...told, killed: signal === 'SIGKILL', end: endOf(rig, story), twice: twice(rig), exits };
}

const linesIn = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];

const folder = (rig: Rig): string => join(rig.repo, '.millstone/runs');
const journals = (rig: Rig): readonly string[] =>
  existsSync(folder(rig)) ? readdirSync(folder(rig)).filter((name) => name.endsWith('.journal.jsonl')) : [];

/** The whole lines of all journals; a torn one is none. */
const journal = (rig: Rig): readonly { readonly kind: string; readonly key?: string; readonly how?: string }[] =>
  journals(rig)
    .flatMap((name) => linesIn(join(folder(rig), name)))
    .map((line) => JSON.parse(line));

const isClosed = (rig: Rig): boolean => journal(rig).some(({ kind }) => kind === 'closed');

function endOf(rig: Rig, { list, atOnce }: Story): End {
  const git = join(rig.repo, '.git');
  const left = readdirSync(git).filter((name) => ['millstone', 'worktrees'].includes(name) || name.endsWith('.lock'));
  const closed = journal(rig).flatMap(({ kind, how = '' }) => (kind === 'closed' ? [how] : []));
  return {
    log: atOnce === true ? rig.log().toSorted() : rig.log(),
    tree: rig.git('rev-parse', 'HEAD^{tree}'),
    status: rig.status(),
    left,
    closed: closed.join(),
    list: list === undefined ? '' : rig.read(list.file),
    entries: entriesIn(join(rig.repo, '.millstone/context/x.md')),
  };
}

const entriesIn = (file: string): number => linesIn(file).filter((line) => line.startsWith('## ')).length;

function twice(rig: Rig): readonly string[] {
  const replies = journal(rig).flatMap(({ kind, key = '' }) =>
    kind === 'step' && /\/(build|fix|nudge|ask|reask|remind)$/.test(key) ? [key] : [],
  );
  return replies.filter((key, i) => replies.indexOf(key) !== i);
}

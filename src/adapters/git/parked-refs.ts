import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { PARKED, type Parked } from '../../domain/parked.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type Git, gitHalt } from './git.js';
import { INDEX_TRAILER, PARKER } from './parking.js';

const DOING = 'list what is parked';
const SHAPE = ['-z', '--encoding=UTF-8', '--no-patch', '--format=%H%n%cI%n%ce%n%B'];
const STAGED = new RegExp(`^${INDEX_TRAILER}: ([0-9a-f]{40,64})$`, 'm');

type About = Omit<Parked, 'ref' | 'run' | 'files'>;

/** Everything under `refs/millstone/parked/`, in no order. */
export async function parkedRefs(
  git: Git,
  head: CommitId | null,
  signal: AbortSignal,
): Promise<Result<readonly Parked[], Halt>> {
  const format = '--format=%(objectname) %(refname)';
  const listed = await git({ doing: DOING, args: ['for-each-ref', format, PARKED] }, signal);
  if (!listed.ok) return listed;
  const refs = listed.value.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ id: line.slice(0, line.indexOf(' ')), ref: line.slice(line.indexOf(' ') + 1) }));
  if (refs.length === 0) return ok([]);

  const stdin = refs.map(({ id }) => `${id}\n`).join('');
  const told = await git({ doing: DOING, args: ['log', '--no-walk=unsorted', '--stdin', ...SHAPE], stdin }, signal);
  if (!told.ok) return told;
  const about = readAbout(told.value.stdout.toString('utf8'));
  const files = new Map<string, readonly string[]>();
  const parked: Parked[] = [];
  for (const { id, ref } of refs) {
    const facts = about.get(id);
    if (facts === undefined) return err(gitHalt(DOING, `${ref} is no commit`));
    const named = files.has(id) ? ok(files.get(id) ?? []) : await filesOf(git, head, facts.commit, signal);
    if (!named.ok) return named;
    files.set(id, named.value);
    parked.push({ ref, run: ref.slice(PARKED.length).split('/')[0] ?? '', files: named.value, ...facts });
  }
  return ok(parked);
}

/** The files that bringing it back is about: since the last commit it shares with HEAD. */
async function filesOf(
  git: Git,
  head: CommitId | null,
  commit: CommitId,
  signal: AbortSignal,
): Promise<Result<readonly string[], Halt>> {
  const names = ['diff-tree', '-r', '-z', '--name-only', '--no-renames'];
  // 128: they share none.
  const since = ['--merge-base', head ?? '', commit];
  const asked = head === null ? null : await git({ doing: DOING, args: [...names, ...since], answers: [128] }, signal);
  if (asked !== null && !asked.ok) return asked;
  const alone = ['--root', '--no-commit-id', '-m', '--first-parent', commit];
  const listed = asked?.value.code === 0 ? asked : await git({ doing: DOING, args: [...names, ...alone] }, signal);
  if (!listed.ok) return listed;
  return ok(listed.value.stdout.toString('utf8').split('\0').filter(Boolean));
}

function readAbout(output: string): ReadonlyMap<string, About> {
  const found = new Map<string, About>();
  for (const word of output.split('\0')) {
    const [id = '', when = '', by = '', subject = '', ...body] = word.trimStart().split('\n');
    if (id === '') continue;
    const own = by === PARKER;
    const staged = own ? (STAGED.exec(body.join('\n'))?.[1] ?? null) : null;
    found.set(id, { commit: id as CommitId, at: isoOf(when), subject, own, staged: staged as CommitId | null });
  }
  return found;
}

/** In UTC, so that times can be compared as they are written. */
function isoOf(when: string): string {
  const at = new Date(when);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

import type { Dependency, TaskOutlook } from '../domain/outlook.js';

/** A task that can be waited for. */
export type Waiting = Pick<TaskOutlook, 'number' | 'id' | 'title' | 'raw' | 'references' | 'depends'>;

/** Shared files that a reason names. */
const NAMED = 3;
/** Longest title that is looked for in other tasks' words. */
const TITLE = 200;
const HINT = /\b(after|depends on|requires)\s+(?:the\s+)?["'`“*]*/g;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Finds which tasks should come after which: what a task says itself (`- Depends: id`, "after TITLE", "depends on TITLE",
 * "requires TITLE", whichever of the two stands first in the list), and tasks that name the same file, of which the later
 * waits for the one before it. Takes time in proportion to the texts, however many tasks name one file.
 */
export function dependenciesOf(tasks: readonly Waiting[]): readonly Dependency[] {
  const said = new Map<string, Dependency>();
  for (const dependency of explicit(tasks)) {
    const { dependent, prerequisite } = dependency;
    if (dependent !== prerequisite && !said.has(`${dependent} ${prerequisite}`))
      said.set(`${dependent} ${prerequisite}`, dependency);
  }
  // What tasks say themselves goes before files that they share.
  const isSaid = ({ dependent, prerequisite }: Dependency): boolean =>
    said.size > 0 && (said.has(`${dependent} ${prerequisite}`) || said.has(`${prerequisite} ${dependent}`));
  const shared = overlaps(tasks).filter((dependency) => !isSaid(dependency));
  if (said.size === 0) return shared;
  return [...said.values(), ...shared].sort((a, b) => a.dependent - b.dependent || a.prerequisite - b.prerequisite);
}

function* explicit(tasks: readonly Waiting[]): Generator<Dependency> {
  const byName = new Map<string, number>();
  // Nobody needs the ids of a list in which no task names another one.
  if (tasks.some(({ depends }) => depends.length > 0))
    for (const { id, number } of tasks) byName.set(id.toLowerCase(), number);
  const byTitle = new Map<string, number>();
  const lengths = new Set<number>();
  for (const { title, number } of tasks) {
    const name = title.toLowerCase().slice(0, TITLE);
    if (!byTitle.has(name)) byTitle.set(name, number);
    lengths.add(name.length);
  }
  const longestFirst = [...lengths].sort((a, b) => b - a);
  for (const { number: dependent, raw, depends } of tasks) {
    for (const name of depends) {
      const prerequisite = byName.get(name.toLowerCase()) ?? byTitle.get(name.toLowerCase());
      if (prerequisite !== undefined)
        yield { dependent, prerequisite, kind: 'explicit', reason: `it says that it depends on ${name}` };
    }
    if (!/after|depends|requires/i.test(raw)) continue;
    const lower = raw.toLowerCase();
    for (const hint of lower.matchAll(HINT)) {
      const at = hint.index + hint[0].length;
      const length = longestFirst.find(
        (n) => n > 0 && byTitle.has(lower.slice(at, at + n)) && !LETTER.test(lower[at + n] ?? ''),
      );
      const prerequisite = length === undefined ? undefined : byTitle.get(lower.slice(at, at + length));
      if (prerequisite !== undefined)
        yield { dependent, prerequisite, kind: 'explicit', reason: `it says "${hint[1]}"` };
    }
  }
}

/** In the order of the later task. */
function overlaps(tasks: readonly Waiting[]): readonly Dependency[] {
  const found: Dependency[] = [];
  const last = new Map<string, number>();
  for (const { number: dependent, references } of tasks) {
    const [only] = references;
    if (only === undefined) continue;
    if (references.length === 1) {
      // Most tasks: nothing has to be gathered.
      const prerequisite = last.get(only);
      last.set(only, dependent);
      if (prerequisite !== undefined)
        found.push({ dependent, prerequisite, kind: 'file_overlap', reason: `both name ${only}` });
      continue;
    }
    const shared = new Map<number, string[]>();
    for (const path of references) {
      const prerequisite = last.get(path);
      const paths = prerequisite === undefined ? undefined : shared.get(prerequisite);
      if (paths !== undefined) paths.push(path);
      else if (prerequisite !== undefined) shared.set(prerequisite, [path]);
      last.set(path, dependent);
    }
    for (const [prerequisite, paths] of shared) {
      const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
      const reason = `both name ${paths.slice(0, NAMED).join(', ')}${more}`;
      found.push({ dependent, prerequisite, kind: 'file_overlap', reason });
    }
  }
  return found;
}

import { join } from 'node:path';
import { linesIn, type Story } from './story.js';

/** Those that land whatever the others do. */
function musts({ plot }: Story): ReadonlySet<string> {
  const alone = plot.retries === 2 && !plot.person.some(({ does }) => does === 'same');
  const musts = new Set<string>();
  for (const { id, fate, stubborn, depends } of plot.tasks) {
    const resolves = fate === 'either' && alone && stubborn !== true;
    if ((fate === 'lands' || resolves) && (depends === null || musts.has(depends))) musts.add(id);
  }
  return musts;
}

/** What became of the tasks; of a run that was stopped only what cannot be. */
export function fates(story: Story): readonly string[] {
  const { plot, told, stopped } = story;
  const must = musts(story);
  const landed = new Set(told.landed);
  const wrong = plot.tasks.flatMap(({ id, fate, depends }) => {
    if (landed.has(id) && told.lost.has(id)) return [`${id} landed and is lost`];
    if (!stopped && !landed.has(id) && !told.lost.has(id)) return [`${id} has no end`];
    if (must.has(id) && (told.lost.has(id) || (!stopped && !landed.has(id))))
      return [`${id} did not land: ${told.lost.get(id)}`];
    if (landed.has(id) && fate === 'lost') return [`${id} landed, which cannot be`];
    if (landed.has(id) && depends !== null && !landed.has(depends)) return [`${id} landed without ${depends}`];
    return [];
  });
  if (landed.size !== told.landed.length) wrong.push(`landed twice: ${told.landed}`);
  if (stopped) return wrong;
  const groups = new Set(plot.tasks.flatMap(({ group }) => (group === null ? [] : [group])));
  for (const group of groups) {
    const its = plot.tasks.filter((task) => task.group === group);
    const free = its.every(({ depends }) => depends === null) && !plot.person.some(({ does }) => does === 'same');
    if (free && !its.some(({ id }) => landed.has(id))) wrong.push(`none landed of ${its.map(({ id }) => id)}`);
  }
  const exit = landed.size === plot.tasks.length ? 0 : 1;
  if (told.exit !== exit) wrong.push(`the exit code is ${told.exit}`);
  return wrong;
}

/** What waits for another task begins after it, and no two about one file are at work at once. */
export function order({ rig, plot, told }: Story): readonly string[] {
  const wrong = [...linesIn(join(rig.root, 'story/wrong'))];
  for (const process of told.beganAndEnded) {
    const atWork = new Map<string, string>();
    for (const one of process) {
      const id = one.replace('-', '');
      const file = plot.tasks.find((task) => task.id === id)?.claims ?? null;
      if (file === null) continue;
      if (one !== id) atWork.delete(file);
      else if (atWork.has(file)) wrong.push(`at work at once about ${file}: ${atWork.get(file)}, ${id}`);
      else atWork.set(file, id);
    }
  }
  return wrong;
}

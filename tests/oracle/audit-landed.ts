import { isGreen, statesOf } from './history.js';
import { BASE, listFile, listNow, open, ticked } from './repository.js';
import { marked, type Story } from './story.js';

/** Boxes of what landed are ticked, and no others. */
export function ticks({ rig, plot, told }: Story): readonly string[] {
  const text = listNow(rig, plot);
  const wrong = plot.tasks.flatMap(({ id }) => {
    const boxes = told.landed.includes(id) ? ticked(text) : open(text);
    return boxes.filter((one) => one === id).length === 1 ? [] : [`the box of ${id} is wrong`];
  });
  if (ticked(text).length + open(text).length !== plot.tasks.length) wrong.push('the list has other tasks');
  if (plot.checkedOut && `${text.trimEnd()}\n` !== rig.read(listFile(plot))) wrong.push('the list was not checked out');
  return wrong;
}

const within = (file: string, one: string): boolean =>
  one.endsWith('*') ? file.startsWith(one.slice(0, -1)) : file === one;

/** Each state of the base is green, and differs from the one before by what its task is about. */
export function landings(story: Story): readonly string[] {
  const { rig, plot, told } = story;
  const seen = new Map<string, number>();
  const wrong = statesOf(rig).flatMap(({ commit, subject, files }) => {
    const found = isGreen(rig, commit) ? [] : [`red after "${subject}" (${commit})`];
    const id = /(?:task |by-author-|Add )(t\d+)\b/.exec(subject)?.[1];
    const task = plot.tasks.find((one) => one.id === id);
    const isTick = subject.startsWith('millstone: mark');
    if (isTick || subject.startsWith('millstone: merge')) seen.set(subject, (seen.get(subject) ?? 0) + 1);
    const may = isTick ? [listFile(plot)] : subject.startsWith('person ') ? [subject.slice(7)] : (task?.touches ?? []);
    const others = files.filter((file) => !may.some((one) => within(file, one)));
    if (others.length > 0) found.push(`"${subject}" touches ${others}`);
    return found;
  });
  for (const [subject, times] of seen) if (times > 1) wrong.push(`${times} times: ${subject}`);
  for (const task of plot.tasks) {
    const there = marked(rig, `refs/heads/${BASE}`, task);
    if (there !== told.landed.includes(task.id)) wrong.push(`${task.id} is ${there ? '' : 'not '}in ${BASE}`);
  }
  return wrong;
}

import type { Checkup, Point, SettingsFacts, TasklistFacts } from '../../domain/checkup.js';
import { failed, good, warned } from './point.js';

/** The settings files, the prompts and the tasklist; nothing where no repository tells where they are. */
export function settingsPoints({
  settings,
  prompts,
  tasklist,
}: Pick<Checkup, 'settings' | 'prompts' | 'tasklist'>): readonly Point[] {
  return [
    ...(settings === null ? [] : read('settings', 'all of them can be read', settings)),
    ...(prompts === null ? [] : read('prompts', 'all templates are there', prompts)),
    ...(tasklist === null ? [] : [tasklistPoint(tasklist)]),
  ];
}

function read(about: string, fine: string, { problems, remarks }: SettingsFacts): readonly Point[] {
  const mend = 'mend that line, or remove it';
  const points = [
    ...problems.map(({ what, fix }) => failed(about, what, fix ?? mend)),
    ...remarks.map((says) => warned(about, says, null)),
  ];
  return points.length === 0 ? [good(about, fine)] : points;
}

function tasklistPoint({ path, text }: TasklistFacts): Point {
  const about = 'tasklist';
  if (!text.ok) return failed(about, text.error, 'save it as UTF-8 text');
  if (text.value !== null) return good(about, path);
  const fix = 'write one (`- [ ] a task` per line), or let --init or --migrate-tasklist do it; --task needs none';
  return warned(about, `there is no ${path}`, fix);
}

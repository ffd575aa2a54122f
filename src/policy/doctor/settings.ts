import type { Checkup, Point, SettingsFacts } from '../../domain/checkup.js';
import { failed, good, warned } from './point.js';
import { tasklistPoints } from './tasklist.js';

/** The settings files, the prompts and the tasklist; nothing where no repository tells where they are. */
export function settingsPoints({
  settings,
  prompts,
  tasklist,
}: Pick<Checkup, 'settings' | 'prompts' | 'tasklist'>): readonly Point[] {
  return [
    ...(settings === null ? [] : read('settings', 'all of them can be read', settings)),
    ...(prompts === null ? [] : read('prompts', 'all templates are there', prompts)),
    ...(tasklist === null ? [] : tasklistPoints(tasklist)),
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

import type { Outlook } from '../../domain/outlook.js';
import { flawSays } from './flaws.js';

/** What lies ahead in a tasklist, for a program: every task, numbers counted from 1, seconds and lines. */
export function outlookJson(
  file: string,
  exists: boolean,
  { tasks, flaws, dependencies, order, estimate }: Outlook,
): Readonly<Record<string, unknown>> {
  const pending = tasks.filter(({ done }) => !done).length;
  const { per } = estimate;
  const of = (one: keyof typeof per) => ({
    tasks: per[one].tasks,
    seconds_each: rounded(per[one].secondsEach),
    approved: per[one].past,
  });
  return {
    type: 'tasklist',
    file,
    exists,
    total: tasks.length,
    pending,
    completed: tasks.length - pending,
    tasks: tasks.map((task) => ({
      number: task.number,
      id: task.id,
      line: task.line,
      completed: task.done,
      title: task.title,
      full_text: task.raw,
      group: task.group,
      risk: task.risk,
      complexity: task.complexity,
      keywords: task.keywords,
      file_refs: task.references,
      est_loc: task.estLoc,
      ref_loc: task.refLoc,
    })),
    dependencies,
    suggested_order: order,
    estimate: {
      seconds: rounded(estimate.seconds),
      confidence: estimate.confidence,
      approved: estimate.past,
      per_complexity: { simple: of('simple'), medium: of('medium'), complex: of('complex') },
    },
    warnings: flaws.map((flaw) => ({ line: flaw.line, kind: flaw.kind, says: flawSays(flaw) })),
  };
}

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;

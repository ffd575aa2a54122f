import type { Outlook, TaskOutlook } from '../domain/outlook.js';
import { fileRefsIn } from '../formats/file-refs.js';
import type { Entry, Tasklist } from '../formats/tasklist.js';
import { judge, looksLike } from './complexity.js';
import { dependenciesOf } from './dependencies.js';
import { estimate } from './estimate.js';
import { suggestedOrder } from './suggested-order.js';

/** What the files of the repository tell. Paths are as a task names them. */
export interface Code {
  exists(path: string): boolean;
  /** Lines of a file; null when there is no such file, or nobody wants to count it. */
  lines(path: string): number | null;
}

/** An approved task: its words, and how long it took. */
export interface Past {
  readonly text: string;
  readonly seconds: number;
}

/** Characters of a text that tell how hard it is; a longer one says it sooner or not at all. */
const READ = 4_000;

/** Works out what lies ahead in a tasklist, in time proportional to its length. */
export function outlookOf(list: Tasklist, code: Code, past: readonly Past[]): Outlook {
  const tasks = list.entries.map((entry) => taskOutlook(entry, code));
  const pending = tasks.filter(({ done }) => !done);
  const dependencies = dependenciesOf(pending);
  return {
    tasks,
    flaws: list.flaws,
    dependencies,
    order: suggestedOrder(pending, dependencies),
    estimate: estimate(
      pending.map(({ complexity }) => complexity),
      past.map(({ text, seconds }) => ({ complexity: looksLike(text), seconds })),
    ),
  };
}

/** What is known about one task. */
export function taskOutlook({ id, raw, group, about, index, line, done }: Entry, code: Code): TaskOutlook {
  const text = raw.slice(0, READ);
  const named = fileRefsIn(text, code.exists);
  const references = about.files.length === 0 ? named : [...new Set([...about.files, ...named])];
  let refLoc: number | null = null;
  for (const path of done ? [] : references) {
    const lines = code.lines(path);
    if (lines !== null) refLoc = (refLoc ?? 0) + lines;
  }
  const { complexity, keywords } = judge({
    text,
    refs: references.length,
    estLoc: about.estLoc,
    refLoc: refLoc ?? 0,
  });
  return {
    number: index + 1,
    id,
    line,
    done,
    title: about.title,
    group,
    risk: about.risk,
    raw,
    complexity,
    keywords,
    references,
    depends: about.depends,
    estLoc: about.estLoc,
    refLoc,
  };
}

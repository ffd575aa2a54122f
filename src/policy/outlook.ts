import type { Outlook, TaskOutlook } from '../domain/outlook.js';
import { fileRefsIn } from '../formats/file-refs.js';
import type { About } from '../formats/task-about.js';
import type { Entry, Tasklist } from '../formats/tasklist.js';
import { type Judged, judge, looksLike } from './complexity.js';
import { dependenciesOf } from './dependencies.js';
import { dependencyFlaws } from './dependency-flaws.js';
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

/** What is no id may look like the name of a file. */
const ID_LINE = /^\s*-\s*id:.*$/im;

/** Works out what lies ahead in a tasklist, in time proportional to its length. */
export function outlookOf(list: Tasklist, code: Code, past: readonly Past[]): Outlook {
  const tasks = list.entries.map((entry) => taskOutlook(entry, code));
  const pending = tasks.filter(({ done }) => !done);
  const dependencies = dependenciesOf(pending);
  return {
    tasks,
    flaws: [...list.flaws, ...dependencyFlaws(tasks, dependencies)].sort((one, other) => one.line - other.line),
    dependencies,
    order: suggestedOrder(pending, dependencies),
    estimate: estimate(
      pending.map(({ complexity }) => complexity),
      past.map(({ text, seconds }) => ({ complexity: looksLike(text), seconds })),
    ),
  };
}

/** What is known about one task. */
export function taskOutlook(entry: Entry, code: Code): TaskOutlook {
  const about = entry.readAbout();
  const text = entry.raw.slice(0, READ);
  const references = referencesOf(text, about, code.exists);
  let refLoc: number | null = null;
  for (const path of entry.done ? [] : references) {
    const lines = code.lines(path);
    if (lines !== null) refLoc = (refLoc ?? 0) + lines;
  }
  const judged = judge({ text, refs: references.length, estLoc: about.estLoc, refLoc: refLoc ?? 0 });
  return new Told(entry, about, judged, references, refLoc);
}

/** Files and folders that a task names, those of its `Files:` line first. */
export function referencesOf(
  raw: string,
  { badId, files }: Pick<About, 'badId' | 'files'>,
  exists: Code['exists'],
): readonly string[] {
  const text = raw.slice(0, READ);
  const named = fileRefsIn(badId === null ? text : text.replace(ID_LINE, ''), exists);
  return files.length === 0 ? named : named.length === 0 ? files : [...new Set([...files, ...named])];
}

/** A task of a list, with what was found out about it. Its id is asked for where it is shown. */
class Told implements TaskOutlook {
  readonly title: string;
  readonly risk: TaskOutlook['risk'];
  readonly depends: readonly string[];
  readonly estLoc: number | null;
  readonly complexity: Judged['complexity'];
  readonly keywords: readonly string[];

  constructor(
    private readonly entry: Entry,
    { title, risk, depends, estLoc }: About,
    { complexity, keywords }: Judged,
    readonly references: readonly string[],
    readonly refLoc: number | null,
  ) {
    this.title = title;
    this.risk = risk;
    this.depends = depends;
    this.estLoc = estLoc;
    this.complexity = complexity;
    this.keywords = keywords;
  }

  get number(): number {
    return this.entry.index + 1;
  }
  get id(): TaskOutlook['id'] {
    return this.entry.id;
  }
  get line(): number {
    return this.entry.line;
  }
  get done(): boolean {
    return this.entry.done;
  }
  get group(): string | null {
    return this.entry.group;
  }
  get raw(): string {
    return this.entry.raw;
  }
}

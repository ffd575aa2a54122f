import type { TaskId } from '../../domain/ids.js';
import type { Landed } from '../../ports/landing.js';
import type { RunContext } from '../context.js';
import type { Queued } from './board.js';
import type { Joined } from './integrate.js';

type InTheWay = Extract<Landed, { kind: 'in-the-way' }>;

/** Tasks that cannot land while something in the checkout of the base is in the way (S3). */
export class Held {
  private all: readonly { readonly queued: Queued; readonly why: InTheWay }[] = [];
  /** What was told last of each, so that it is not told again and again. */
  private readonly told = new Map<TaskId, string>();

  constructor(private readonly base: string) {}

  /** Lets those wait whose files are in the way, or all where it is not about files. Returns the others. */
  hold(joined: readonly Joined[], why: InTheWay, { emit }: Pick<RunContext, 'emit'>): readonly Queued[] {
    const { paths, says } = why;
    const touching = joined.filter(({ files }) => files.some((file) => paths.includes(file)));
    const held = (touching.length === 0 ? joined : touching).map(({ queued }) => queued);
    this.all = [...this.all, ...held.map((queued) => ({ queued, why }))];
    for (const { planned } of held) {
      const words = [says, ...paths].join('\0');
      if (this.told.get(planned.id) === words) continue;
      this.told.set(planned.id, words);
      emit({ type: 'landing-waits', task: planned.id, base: this.base, paths, says });
    }
    return joined.map(({ queued }) => queued).filter((one) => !held.includes(one));
  }

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** Files that are in the way; empty where it is not about files. */
  get paths(): readonly string[] {
    return [...new Set(this.all.flatMap(({ why }) => why.paths))];
  }

  /** Whether all that is in the way is a lock, which git holds for a moment. */
  get areBrief(): boolean {
    return this.all.every(({ why }) => why.what === 'lock');
  }

  /** Takes all of them out, each with what a person can do about it. */
  take(): readonly { readonly queued: Queued; readonly says: string }[] {
    const all = this.all.map(({ queued, why }) => ({ queued, says: WORDS[why.what](this.base, why) }));
    this.all = [];
    return all;
  }
}

const APPROVED = 'It is approved and checked, but';
const WORDS: Readonly<Record<InTheWay['what'], (base: string, why: InTheWay) => string>> = {
  files: (base, { paths }) => {
    const named = paths.length === 0 ? '' : ` (${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ', ...' : ''})`;
    return `${APPROVED} changes in the checkout of ${base} are in the way${named}: commit or stash them, then go on.`;
  },
  operation: (base, { says }) =>
    `${APPROVED} ${says} in the checkout of ${base}: bring it to its end or give it up, then go on.`,
  lock: (base, { top }) =>
    `${APPROVED} git holds the lock of its index in the checkout of ${base} (${top}): when git is at work no more and the file index.lock is still there, remove it, then go on.`,
};

import type { AgentId } from '../domain/agent.js';
import type { JournalEntry } from '../domain/journal.js';
import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import { isAuthorKey, taskPrefixOf } from '../domain/task-keys.js';
import { writerOf } from '../domain/writers.js';
import { type Company, standInFor } from '../policy/stand-in.js';

/** How long somebody stands in for an agent whose limit names no end. */
const USUAL_MS = 300_000;

/** Who stands in for whom, and until when. */
export class StandIns {
  private readonly playing = new Map<Role, { readonly casting: Casting; readonly untilMs: number }>();
  private readonly writers = new Map<string, Set<AgentId>>();

  /** `lines` are what earlier processes of the run have recorded. */
  constructor(
    private readonly cast: Pick<Company, 'configured' | 'standIns'>,
    lines: readonly JournalEntry[] = [],
  ) {
    for (const line of lines) {
      const found = writerOf(line);
      if (found !== null) this.answered(found.key, found.by);
    }
  }

  /** Who stands in for a role at this time; null when its own agent plays it. */
  at(role: Role, now: Date): Casting | null {
    const found = this.playing.get(role);
    return found !== undefined && now.getTime() < found.untilMs ? found.casting : null;
  }

  /** Remembers whose the work on a task is, by the key of the call. */
  answered(key: string, by: AgentId): void {
    const task = taskPrefixOf(key);
    if (task === null || !isAuthorKey(key)) return;
    this.writers.set(task, (this.writers.get(task) ?? new Set()).add(by));
  }

  /** Lets somebody step in for the call of this key until a time, as ISO, or for a while; null when nobody may. */
  stepIn(role: Role, key: string, now: Date, until: string | null): Casting | null {
    const company = {
      ...this.cast,
      now: (of: Role) => this.at(of, now) ?? this.cast.configured[of],
      writers: [...(this.writers.get(taskPrefixOf(key) ?? '') ?? [])],
    };
    const casting = standInFor(role, company);
    const stated = until === null ? Number.NaN : Date.parse(until);
    const untilMs = Number.isFinite(stated) ? stated : now.getTime() + USUAL_MS;
    if (casting !== null) this.playing.set(role, { casting, untilMs });
    return casting;
  }
}

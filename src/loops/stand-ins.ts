import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import { type Company, standInFor } from '../policy/stand-in.js';

/** How long somebody stands in for an agent whose limit names no end. */
const USUAL_MS = 300_000;

/** Who stands in for whom, and until when. */
export class StandIns {
  private readonly playing = new Map<Role, { readonly casting: Casting; readonly untilMs: number }>();

  constructor(private readonly cast: Pick<Company, 'configured' | 'standIns'>) {}

  /** Who stands in for a role at this time; null when its own agent plays it. */
  at(role: Role, now: Date): Casting | null {
    const found = this.playing.get(role);
    return found !== undefined && now.getTime() < found.untilMs ? found.casting : null;
  }

  /** Lets somebody step in until a time, as ISO, or for a while; null when nobody may. */
  stepIn(role: Role, now: Date, until: string | null): Casting | null {
    const company = { ...this.cast, now: (of: Role) => this.at(of, now) ?? this.cast.configured[of] };
    const casting = standInFor(role, company);
    const stated = until === null ? Number.NaN : Date.parse(until);
    const untilMs = Number.isFinite(stated) ? stated : now.getTime() + USUAL_MS;
    if (casting !== null) this.playing.set(role, { casting, untilMs });
    return casting;
  }
}

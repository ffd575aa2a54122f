import { NO_BUDGET } from '../../src/domain/budget.js';
import { Brakes } from '../../src/loops/brakes.js';
import { StandIns } from '../../src/loops/stand-ins.js';
import type { Impatience } from '../../src/ports/impatience.js';
import type { Sessions } from '../../src/ports/sessions.js';
import { settingsWith } from './memory-settings.js';

/** Nobody who could press a key. */
export const PATIENT: Impatience = { possible: false, asked: () => new Promise(() => undefined) };

/** Conversations of which none is kept. */
export const NO_SESSIONS: Sessions = { of: () => null, remember: () => undefined, forget: () => undefined };

/** Calls without brakes, stand-ins or anybody who is in a hurry. */
export const UNBOUND = {
  brakes: new Brakes(NO_BUDGET, []),
  standIns: new StandIns({ configured: settingsWith().agents, standIns: {} }),
  impatience: PATIENT,
  sessions: NO_SESSIONS,
};

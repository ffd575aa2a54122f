import type { Scenario } from '../scenario.js';
import { brake } from './brakes.js';
import { hang, notSignedIn, rateLimit } from './failures.js';
import { fallback } from './fallback.js';
import { readerWrites, unreadable } from './judging.js';
import { bigPrompt, tooLong } from './prompts.js';
import { interrupted, killed } from './stopping.js';
import { mixedRoles, wholeTask } from './whole-task.js';

export const SCENARIOS: readonly Scenario[] = [
  wholeTask,
  mixedRoles,
  rateLimit,
  fallback,
  notSignedIn,
  hang,
  interrupted,
  bigPrompt,
  tooLong,
  brake,
  unreadable,
  readerWrites,
  killed,
];

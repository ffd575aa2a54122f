import type { Scenario } from '../scenario.js';
import { bigPrompt, hang, notSignedIn, rateLimit } from './failures.js';
import { fallback } from './fallback.js';
import { readerWrites, unreadable } from './judging.js';
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
  unreadable,
  readerWrites,
  killed,
];

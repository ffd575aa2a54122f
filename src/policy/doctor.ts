import type { Checkup, Condition, Point } from '../domain/checkup.js';
import { agentPoints } from './doctor/agents.js';
import { checkPoints } from './doctor/check-commands.js';
import { gitPoints } from './doctor/git.js';
import { machinePoints } from './doctor/machine.js';
import { repositoryPoints } from './doctor/repository.js';
import { runPoints } from './doctor/runs.js';
import { settingsPoints } from './doctor/settings.js';

/** Judges what was found out about the surroundings: a point for each thing, in the order a person sets them right. */
export function diagnose(checkup: Checkup): readonly Point[] {
  const { repository } = checkup;
  return [
    ...machinePoints(checkup),
    ...gitPoints(checkup.git),
    ...repositoryPoints(repository),
    ...settingsPoints(checkup),
    ...agentPoints(checkup),
    ...checkPoints(checkup.checks),
    ...(repository.ok ? runPoints(repository.value) : []),
  ];
}

/** How many points are in a condition. */
export const countOf = (points: readonly Point[], condition: Condition): number =>
  points.filter((point) => point.condition === condition).length;

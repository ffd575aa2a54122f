import type { Problem } from '../domain/halt.js';
import { ROLES, type Role } from '../domain/role.js';
import type { Casting, RunFlags } from '../domain/run-plan.js';
import type { Loaded } from './load.js';
import { nearest } from './nearest.js';

/** Who steps in for whom, and what is wrong with what was written about it. */
export interface StandInSettings {
  readonly standIns: Readonly<Partial<Record<Role, Casting>>>;
  readonly problems: readonly Problem[];
}

/** The words for roles; the author is the builder of the original. */
const WORDS: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(ROLES.map((role) => [role, role])),
  builder: 'author',
};

/** Reads `[fallback]` and `--fallback ROLE=NAME`; what was typed goes first. A stand-in chooses its own model. */
export function standIns(loaded: Loaded, flags: RunFlags, known: readonly string[]): StandInSettings {
  const found: Partial<Record<Role, Casting>> = {};
  const problems: Problem[] = [];
  const put = (role: Role, cli: string, place: string): void => {
    if (known.includes(cli)) found[role] = { cli, model: null };
    else
      problems.push({ what: `${place}: there is no agent called "${cli}"`, fix: `known agents: ${known.join(', ')}` });
  };
  for (const [word, cli] of Object.entries(loaded.config.fallback)) {
    const role = WORDS[word];
    if (role !== undefined && cli !== null) put(role, cli, loaded.at('config', `fallback.${word}`));
  }
  for (const typed of flags.fallback ?? []) {
    const [, word = '', cli = ''] = /^([^=]*)=(.+)$/.exec(typed) ?? [];
    const role = WORDS[word];
    if (role !== undefined) {
      put(role, cli, '--fallback');
      continue;
    }
    const meant = nearest(word, Object.keys(WORDS));
    const fix = `write --fallback ROLE=NAME, with ROLE one of ${Object.keys(WORDS).join(', ')}`;
    problems.push({
      what: `--fallback: "${typed}" names no role and agent`,
      fix: meant === null ? fix : `did you mean ${meant}=${cli}? ${fix}`,
    });
  }
  return { standIns: found, problems };
}

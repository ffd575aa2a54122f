import type { Problem } from '../domain/halt.js';
import { configWord, ROLES, type Role } from '../domain/role.js';
import type { Casting, RunFlags } from '../domain/run-plan.js';
import type { Loaded } from './load.js';
import { nearest } from './nearest.js';

const FLAGS = {
  author: { typed: 'cliBuilder', flag: '--cli-builder' },
  reviewer: { typed: 'cliReviewer', flag: '--cli-reviewer' },
  sanity: { typed: 'cliSanity', flag: '--cli-sanity' },
  analyzer: { typed: 'cliAnalyzer', flag: '--cli-analyzer' },
  release_eng: { typed: 'cliReleaseEng', flag: '--cli-release-eng' },
  sre: { typed: 'cliSre', flag: '--cli-sre' },
} as const satisfies Record<Role, { typed: keyof RunFlags; flag: string }>;

type Word = 'builder' | 'reviewer' | 'sanity' | 'analyzer' | 'release_eng' | 'sre';

/** The agent of a role, with the place where it is named. */
interface Choice {
  readonly cli: string;
  readonly place: string;
}

/** Which tool and model plays each role. What is said of one role goes before what is said of all (config.md 2.2). */
export function castings(loaded: Loaded, flags: RunFlags): Readonly<Record<Role, Casting>> {
  const { config } = loaded;
  const casting = (role: Role): Casting => ({
    cli: choice(role, loaded, flags).cli,
    model: flags.model ?? config[`model_${configWord(role) as Word}`] ?? config.model,
  });
  return Object.fromEntries(ROLES.map((role) => [role, casting(role)])) as Record<Role, Casting>;
}

/** Names of agents that nobody knows, each with the first place it is written at. */
export function strangers(loaded: Loaded, flags: RunFlags, known: readonly string[]): Problem[] {
  const chosen = ROLES.map((role) => choice(role, loaded, flags)).filter(({ cli }) => !known.includes(cli));
  const places = new Map(chosen.map(({ place, cli }) => [place, cli]));
  return [...places].map(([place, name]) => {
    const meant = nearest(name, known);
    const all = `known agents: ${known.join(', ')}`;
    return {
      what: `${place}: there is no agent called "${name}"`,
      fix: meant === null ? all : `did you mean ${meant}? ${all}`,
    };
  });
}

function choice(role: Role, loaded: Loaded, flags: RunFlags): Choice {
  const own = FLAGS[role];
  const typed = flags[own.typed];
  if (typed !== undefined) return { cli: typed, place: own.flag };
  const key = `cli_${configWord(role) as Word}` as const;
  const written = loaded.config[key];
  if (written !== null) return { cli: written, place: loaded.at('config', key) };
  if (flags.cli !== undefined) return { cli: flags.cli, place: '--cli' };
  return { cli: loaded.config.cli, place: loaded.at('config', 'cli') };
}

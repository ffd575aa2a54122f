import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../src/domain/role.js';
import type { Casting } from '../../../src/domain/run-plan.js';
import { idleStandIns, standInFor } from '../../../src/policy/stand-in.js';

const as = (cli: string, model: string | null = null): Casting => ({ cli, model });
const cast = (more: Partial<Record<Role, Casting>>): Record<Role, Casting> => ({
  ...(Object.fromEntries(ROLES.map((role) => [role, as('claude')])) as Record<Role, Casting>),
  ...more,
});

describe('who steps in for a role whose agent is limited', () => {
  const company = (
    configured: Record<Role, Casting>,
    standIns: Partial<Record<Role, Casting>>,
    now: Partial<Record<Role, Casting>> = {},
    writers: readonly string[] = [],
  ) => ({ configured, standIns, writers, now: (role: Role) => now[role] ?? configured[role] });

  test.each<[string, Role, ReturnType<typeof company>, string | null]>([
    ['nobody, when nobody is named', 'author', company(cast({}), {}), null],
    ['whoever is named', 'author', company(cast({}), { author: as('codex') }), 'codex'],
    ['nobody twice', 'author', company(cast({}), { author: as('codex') }, { author: as('codex') }), null],
    [
      'not the author for the reviewer, when they were to differ',
      'reviewer',
      company(cast({ reviewer: as('codex') }), { reviewer: as('claude') }),
      null,
    ],
    [
      'not the reviewer for the author either',
      'author',
      company(cast({ reviewer: as('codex') }), { author: as('codex') }),
      null,
    ],
    [
      'not one who has come to play the other role meanwhile',
      'reviewer',
      company(cast({ reviewer: as('codex') }), { reviewer: as('gemini') }, { author: as('gemini') }),
      null,
    ],
    [
      'not one who has written on the task',
      'reviewer',
      company(cast({ reviewer: as('gemini') }), { reviewer: as('codex', 'o9') }, {}, ['claude', 'codex']),
      null,
    ],
    [
      'one who has written on it as another model',
      'reviewer',
      company(cast({ reviewer: as('gemini') }), { author: as('codex', 'small'), reviewer: as('codex', 'large') }, {}, [
        'codex',
      ]),
      'codex',
    ],
    [
      'not the reviewer that will be back, for the author',
      'author',
      company(cast({ reviewer: as('codex') }), { author: as('codex') }, { reviewer: as('gemini') }),
      null,
    ],
    [
      'the same agent with another model',
      'reviewer',
      company(cast({ author: as('claude', 'opus'), reviewer: as('codex') }), { reviewer: as('claude', 'sonnet') }),
      'claude',
    ],
    [
      'not the same agent with a model of its own choice, which may be the same',
      'reviewer',
      company(cast({ author: as('claude', 'opus'), reviewer: as('codex') }), { reviewer: as('claude') }),
      null,
    ],
    [
      'anybody where author and reviewer were configured to be the same',
      'reviewer',
      company(cast({}), { reviewer: as('gemini') }, { author: as('gemini') }),
      'gemini',
    ],
    ['anybody for a role that judges nobody', 'sanity', company(cast({}), { sanity: as('codex') }), 'codex'],
  ])('%s', (_name, role, of, expected) => {
    expect(standInFor(role, of)?.cli ?? null).toBe(expected);
  });
});

describe('stand-ins that are named in vain', () => {
  test.each<[string, Record<Role, Casting>, Partial<Record<Role, Casting>>, readonly string[]]>([
    ["the role's own agent", cast({}), { author: as('claude') }, ['author: claude plays author']],
    [
      "the reviewer's for the author",
      cast({ reviewer: as('codex') }),
      { author: as('codex') },
      ['author: codex plays reviewer'],
    ],
    [
      "the author's for the reviewer",
      cast({ reviewer: as('codex') }),
      { reviewer: as('claude') },
      ['reviewer: claude plays author'],
    ],
    [
      'one of two',
      cast({ sanity: as('codex') }),
      { sanity: as('codex'), author: as('gemini') },
      ['sanity: codex plays sanity'],
    ],
    [
      'the same agent with a model of its own choice',
      cast({ author: as('claude', 'opus'), reviewer: as('codex') }),
      { author: as('claude') },
      [],
    ],
    ['another agent', cast({}), { author: as('codex'), reviewer: as('codex') }, []],
    ['nobody', cast({}), {}, []],
  ])('%s', (_name, configured, standIns, expected) => {
    const idle = idleStandIns({ configured, standIns });
    expect(idle.map(({ role, cli, plays }) => `${role}: ${cli} plays ${plays}`)).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../src/domain/role.js';
import type { Casting } from '../../../src/domain/run-plan.js';
import { standInFor } from '../../../src/policy/stand-in.js';

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

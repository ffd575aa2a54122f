import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../../src/domain/change.js';
import type { CheckHit } from '../../../src/domain/check.js';
import { CHECKS } from '../../../src/domain/check.js';
import type { Policy } from '../../../src/domain/settings.js';
import type { Waivable } from '../../../src/domain/waiver.js';
import { beginChecks } from '../../../src/policy/checks.js';
import { file, policy } from './changes.js';

const TASKLIST = 'docs/tasks.md';
interface Facts {
  readonly files?: readonly FileChange[];
  readonly added?: readonly (readonly [string, string])[];
  readonly rules?: Partial<Policy>;
  readonly limit?: number;
  readonly tasklistEdited?: boolean;
  readonly waived?: readonly Waivable[];
}
function inspect({ files = [], added = [], rules = {}, limit = 100, tasklistEdited = false, waived = [] }: Facts) {
  const checks = beginChecks(policy(rules), { limit, rule: 'limits.max_loc_per_task' }, TASKLIST);
  for (const [path, line] of added) checks.visit(path, line);
  return checks.finish({ files: [...files] }, { tasklistEdited, waived });
}
const names = (hits: readonly (CheckHit | null)[]) => hits.map((hit) => hit?.check ?? null);
const off = (what: 'sensitive' | 'dangerous') => ({ [what]: { ...policy()[what], block: false } });

const DANGER: Facts = { added: [['a.sh', 'rm -rf /']] };
const SECRET: Facts = { added: [['a', `AK${'IAZ7QK2MWNR4TVXB6P'}`]] };

describe('checks', () => {
  test('PO-S19 nothing changed is no objection', () => {
    expect(inspect({})).toEqual({ hit: null, warnings: [], lines: 0 });
  });

  test.each<[string, Facts, string | null, string[]]>([
    ['IL-S14 the limit itself', { files: [file('a', { added: 100 })] }, null, []],
    ['IL-S14 PO-S20 a line above the limit', { files: [file('a', { added: 101 })] }, 'loc', []],
    ['IL-S16 20 lines with a limit of 5', { files: [file('a', { added: 20 })], limit: 5 }, 'loc', []],
    ['IL-S17 IL-S18 PO-S23 a new .env', { files: [file('.env')] }, 'sensitive', []],
    [
      'PO-S23 CFG-S26 a new .env, only to be mentioned',
      { files: [file('.env')], rules: off('sensitive') },
      null,
      ['sensitive'],
    ],
    ['IL-S19 PO-S25 a dangerous line', DANGER, 'dangerous', []],
    [
      'IL-S19 PO-S25 a dangerous line, only to be mentioned',
      { ...DANGER, rules: off('dangerous') },
      null,
      ['dangerous'],
    ],
    ['PO-S34 a name that only holds the word', { files: [file('docs/secretary.md')] }, null, []],
    ['PO-S35 a secret', SECRET, 'secret', []],
    ['a secret, not looked for', { ...SECRET, rules: { secrets: false } }, null, []],
    ['a workflow', { files: [file('.github/workflows/ci.yml')] }, 'protected', []],
    ['our own settings, in any case', { files: [file('.Millstone/Policy.toml')] }, 'protected', []],
    ['PO-S29 the tasklist, where that is not allowed', { tasklistEdited: true }, 'tasklist-edit', []],
    ['as many files as allowed', { files: [file('a'), file('b')], rules: { maxFiles: 2 } }, null, []],
    ['more files than allowed', { files: [file('a'), file('b')], rules: { maxFiles: 1 } }, 'files', []],
  ])('%s', (_name, facts, hit, warnings) => {
    const found = inspect(facts);
    expect(found.hit?.check ?? null).toBe(hit);
    expect(names(found.warnings)).toEqual(warnings);
  });

  test('IL-S17 a sensitive name passes where the check is switched off', () => {
    const rules = { sensitive: { ...policy().sensitive, enabled: false } };
    expect(inspect({ files: [file('.env')], rules })).toMatchObject({ hit: null, warnings: [] });
  });

  test('lock files and the tasklist do not count, files that are only called like it do', () => {
    const big = { added: 5_000 };
    const files = [file('pkg/package-lock.json', big), file(TASKLIST, big), file('a', { added: 2 })];
    expect(inspect({ files })).toMatchObject({ hit: null, lines: 2 });
    expect(inspect({ files: [file(`other/${TASKLIST}`, big)] }).lines).toBe(5_000);
  });

  test('what blocks is told in the order of the list, whatever else is wrong', () => {
    const everything: Facts = {
      files: [file('.env', { added: 101 }), file('.github/workflows/ci.yml')],
      added: [...(DANGER.added ?? []), ...(SECRET.added ?? [])],
      rules: { maxFiles: 1 },
      tasklistEdited: true,
    };
    // Removed tasks are found before there is a change to check.
    const asked = CHECKS.filter((name) => name !== 'tasklist-scope');
    expect(inspect(everything).hit?.check).toBe(asked[0]);
    expect(inspect({ ...everything, tasklistEdited: false }).hit?.check).toBe(asked[1]);
    const rest = { ...everything, tasklistEdited: false, rules: {} };
    expect(inspect(rest).hit?.check).toBe(asked[2]);
    expect(inspect({ ...rest, limit: 1_000 }).hit?.check).toBe(asked[3]);
    expect(inspect({ ...rest, limit: 1_000, rules: { protectedPaths: [] } }).hit?.check).toBe(asked[4]);
    expect(inspect({ added: everything.added ?? [] }).hit?.check).toBe(asked[5]);
  });

  test('a mention does not hide what blocks', () => {
    const found = inspect({ ...DANGER, files: [file('.env')], rules: off('sensitive') });
    expect([found.hit?.check, names(found.warnings)]).toEqual(['dangerous', ['sensitive']]);
  });
});

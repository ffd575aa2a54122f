import type { ProjectCheck } from '../domain/project-check.js';
import type { Settings } from '../domain/settings.js';
import type { ProjectKind } from './project-kind/project-kind.js';
import { checksOf } from './project-kinds.js';

/** Which tests an evaluation runs: `standard`, `smoke`, `full`, or a path or a command of the user's own. */
export type EvalMode = string;

/** What is known of a project's checks. */
export interface Known {
  readonly kinds: readonly ProjectKind[];
  readonly project: Pick<Settings['project'], 'commands' | 'coverageCommand' | 'smokeCommand'>;
  readonly scripts: readonly string[];
  /** Names at the top level, folders with a slash behind. */
  readonly names: ReadonlySet<string>;
}

/** What an evaluation runs: the tests of its mode, the other checks, then the scripts that are none of those. */
export function evalChecks(mode: EvalMode, { kinds, project, scripts, names }: Known): readonly ProjectCheck[] {
  const checks = checksOf(kinds, project.commands);
  const usual = checks.filter(({ kind }) => kind === 'tests');
  const own = (command: string | null): readonly ProjectCheck[] | null =>
    command === null ? null : [{ kind: 'tests', command }];
  const found = (which: 'smoke' | 'coverage'): readonly ProjectCheck[] | null => {
    // What its owner wrote as the tests has no variants that could be guessed.
    if (project.commands.tests !== null || kinds.every(({ commands }) => commands[which] === undefined)) return null;
    return kinds.flatMap(({ commands }) => own(commands[which] ?? commands.tests ?? null) ?? []);
  };
  const tests = (): readonly ProjectCheck[] => {
    if (mode === 'standard') return usual;
    if (mode === 'smoke') return own(project.smokeCommand) ?? found('smoke') ?? usual;
    if (mode === 'full') return own(project.coverageCommand) ?? found('coverage') ?? usual;
    return own(customCommand(mode, kinds, usual[0]?.command ?? null, names)) ?? [];
  };
  const all = [...tests(), ...checks.filter(({ kind }) => kind !== 'tests')];
  const more = [...new Set(scripts)].filter((command) => !all.some((one) => one.command === command));
  return [...all, ...more.map((command) => ({ kind: 'script' as const, command }))];
}

/** A script by its suffix, a path as the tests there, anything else as it is. Source: eval.md 3.1. */
function customCommand(
  mode: string,
  kinds: readonly ProjectKind[],
  tests: string | null,
  names: ReadonlySet<string>,
): string {
  if (/\s/.test(mode)) return mode;
  if (/\.(?:sh|bash)$/.test(mode)) return `bash ${mode}`;
  if (mode.endsWith('.py')) return `python ${mode}`;
  if (!mode.includes('/') && !names.has(`${mode}/`)) return mode;
  switch (kinds[0]?.language) {
    case 'node':
      return tests === null
        ? `node --test ${mode}`
        : `${tests}${/^npm (?:run )?\w+$/.test(tests) ? ' --' : ''} ${mode}`;
    case 'go':
      return `go test ${mode.startsWith('.') ? '' : './'}${mode.replace(/\/$/, '')}/...`;
    default:
      return `${/^(.*\b)?pytest\b/.exec(tests ?? '')?.[0] ?? 'pytest'} ${mode} --tb=short -q`;
  }
}

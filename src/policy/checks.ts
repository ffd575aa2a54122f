import type { Change } from '../domain/change.js';
import type { CheckHit } from '../domain/check.js';
import type { Policy } from '../domain/settings.js';
import type { Waivable } from '../domain/waiver.js';
import { AddedLines } from './checks/added-lines.js';
import { countedLines, loc } from './checks/loc.js';
import { protectedPaths, sensitive } from './checks/paths.js';
import { globs, type PathTest } from './globs.js';

/** What the checks came to. */
export interface Inspected {
  /** The first objection that blocks; null when none does. */
  readonly hit: CheckHit | null;
  /** Objections that the policy only wants mentioned. */
  readonly warnings: readonly CheckHit[];
  /** Lines that count against the limit. */
  readonly lines: number;
}

/** What the change itself does not tell. `waived` are checks that a person waved through for exactly this change. */
export interface About {
  readonly tasklistEdited: boolean;
  readonly waived: readonly Waivable[];
}

/** The checks of one change: added lines are shown to `visit` one by one, then the change itself to `finish`. */
export interface Inspection {
  readonly visit: (path: string, line: string) => void;
  finish(change: Pick<Change, 'files'>, about: About): Inspected;
}

/** Begins the mechanical checks. They see the whole change since the task began, however often it was committed. */
export function beginChecks(
  policy: Policy,
  limit: { readonly limit: number; readonly rule: string },
  tasklist: string,
): Inspection {
  const added = new AddedLines(policy);
  const spots = (check: 'secret' | 'dangerous', found: AddedLines['secrets']): CheckHit | null =>
    found.length === 0 ? null : { check, spots: found };
  return {
    visit: added.visit,
    finish({ files }, { tasklistEdited, waived }) {
      const listed = globs(policy.locExclude, { nocase: false });
      const excluded: PathTest = (path) => (path === tasklist ? tasklist : listed(path));
      const secretive = policy.sensitive.enabled
        ? sensitive(files, globs(policy.sensitive.paths, { nocase: true }))
        : null;
      const dangerous = spots('dangerous', added.dangerous);
      // In the order of the domain's list; the first that blocks is the one a person is told about.
      const blocking = [
        tasklistEdited ? ({ check: 'tasklist-edit', path: tasklist } as const) : null,
        policy.maxFiles > 0 && files.length > policy.maxFiles
          ? ({ check: 'files', count: files.length, limit: policy.maxFiles } as const)
          : null,
        loc(files, excluded, limit),
        protectedPaths(files, globs(policy.protectedPaths, { nocase: true })),
        policy.sensitive.block ? secretive : null,
        spots('secret', added.secrets),
        policy.dangerous.block ? dangerous : null,
      ];
      const mentioned = [policy.sensitive.block ? null : secretive, policy.dangerous.block ? null : dangerous];
      return {
        hit: blocking.find((hit) => hit !== null && !waived.includes(hit.check)) ?? null,
        warnings: mentioned.filter((hit) => hit !== null),
        lines: countedLines(files, excluded),
      };
    },
  };
}

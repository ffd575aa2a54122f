import type { Stamped } from '../domain/event.js';

/** How much of a diff the events of a log keep. Source: config.md 2.1, state.md 3.2. */
export type DiffMode = 'full' | 'summary' | 'none';

type Observed = Extract<Stamped, { type: 'observed' }>;

/** What the log keeps of a change: its event, and what goes into the file of diffs; null for nothing. */
export interface LoggedDiff {
  readonly event: object;
  readonly appended: string | null;
}

/** Lines of each file's diff that the summary shows. */
const SHOWN = 20;

/** Makes of a change what the log keeps. `file` is how the events name the file of diffs. */
export function loggedDiff({ diff, ...event }: Observed, mode: DiffMode, file: string): LoggedDiff {
  if (mode === 'full') return { event: { ...event, diff }, appended: null };
  if (mode === 'none') return { event: { ...event, diff_suppressed: true }, appended: null };
  if (diff === '') return { event: { ...event, diff: '(empty diff)' }, appended: null };
  const header = `# observed ${event.at}, cycle ${event.cycle}\n`;
  return {
    event: { ...event, diff: summary(event.files, diff), full_diff_path: file },
    appended: `${header}${diff.endsWith('\n') ? diff : `${diff}\n`}\n`,
  };
}

function summary(files: Observed['files'], diff: string): string {
  const counts = files.map(({ path, added, deleted }) => `${path} +${added}/-${deleted}`);
  const parts = diff.split(/^(?=diff --git )/m).map((part) => {
    const lines = part.trimEnd().split('\n');
    const more = lines.length - SHOWN;
    return more > 0 ? [...lines.slice(0, SHOWN), `(${more} more lines)`].join('\n') : lines.join('\n');
  });
  return [`${files.length} ${files.length === 1 ? 'file' : 'files'} changed`, ...counts, ...parts].join('\n');
}

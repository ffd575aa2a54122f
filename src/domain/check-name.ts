import { CHECK_KINDS, type ProjectCheck } from './project-check.js';

/** What stands for a red check that names no test. A stable name, so that a baseline can have it too. Source: eval.md D2, D12. */
export function checkName({ kind, command }: ProjectCheck, twins: readonly ProjectCheck[]): string {
  if (kind === 'script') return `script:${command}`;
  const which = twins.some((one) => one.kind === kind && one.command !== command) ? `:${command}` : '';
  return kind === 'tests' ? `command_failed${which}` : `command_failed:${kind}${which}`;
}

/** Whether a name stands for a check as a whole. */
export const isCheckName = (name: string): boolean => /^(?:command_failed(?::|$)|script:)/.test(name);

/** How people are told of a failure: by the test's name, or by what a check without names is about. */
export function spokenFailure(name: string): string {
  if (name.startsWith('script:')) return name.slice('script:'.length);
  if (!isCheckName(name)) return name;
  const [, kind = ''] = name.split(':', 2);
  const other = CHECK_KINDS.find((one) => one === kind && one !== 'tests');
  if (other !== undefined) return `the ${other} check`;
  return kind === '' ? 'the test command (it names no tests)' : name.slice('command_failed:'.length);
}

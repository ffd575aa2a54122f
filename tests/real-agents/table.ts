import type { Agent } from './versions.js';

/** How one scenario came out with one agent. `why` is the exact reason; empty when it passed. */
export interface Outcome {
  readonly agent: Agent;
  readonly scenario: string;
  readonly result: 'passed' | 'failed' | 'drifted' | 'skipped';
  readonly seconds: number;
  readonly why: readonly string[];
  /** Hosts that somebody tried to reach besides the model. */
  readonly strangers: readonly string[];
}

/** An agent as a column; without a version where it could not be installed. */
export interface Column {
  readonly agent: Agent;
  readonly version: string | null;
  readonly seconds: number | null;
  readonly megabytes: number | null;
}

const SHOWN = { passed: 'passed', failed: 'FAILED', drifted: 'DRIFT', skipped: 'skipped' } as const;

/** The table of a whole run, in Markdown: agents and versions across, scenarios down. */
export function table(columns: readonly Column[], outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.map(({ scenario }) => scenario))];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = ['', ...columns.map(({ agent, version }) => `${agent} ${version ?? '(not installed)'}`)];
  const cells = names.map((name) => [
    name,
    ...columns.map(({ agent }) => {
      const found = outcomes.find((one) => one.agent === agent && one.scenario === name);
      if (found === undefined) return '-';
      const { result, seconds, why } = found;
      if (result === 'skipped') return SHOWN.skipped;
      return `${SHOWN[result]}${result === 'drifted' ? ` (${why.length})` : ''}, ${seconds} s`;
    }),
  ]);
  const install = [
    'install',
    ...columns.map(({ seconds, megabytes }) =>
      megabytes === null ? '-' : `${megabytes} MB${seconds === null ? '' : `, ${seconds} s`}`,
    ),
  ];
  return [row(head), row(head.map(() => '---')), ...[...cells, install].map(row)].join('\n');
}

/** What a run came to, in one line. */
export function count(outcomes: readonly Outcome[]): string {
  const of = (wanted: Outcome['result']): number => outcomes.filter(({ result }) => result === wanted).length;
  return `${of('passed')} passed, ${of('failed')} failed, ${of('drifted')} drifted, ${of('skipped')} skipped`;
}

/** What a script is told: drift is neither a pass nor a failure. What was skipped has shown nothing, and fails nothing. */
export function exitCode(outcomes: readonly Outcome[]): 0 | 1 | 3 {
  if (outcomes.some(({ result }) => result === 'failed')) return 1;
  return outcomes.some(({ result }) => result === 'drifted') ? 3 : 0;
}

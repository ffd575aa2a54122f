import type { Installed } from './install.js';

/** How one scenario came out with one agent. */
export interface Outcome {
  readonly agent: string;
  readonly scenario: string;
  readonly seconds: number;
  /** The exact reason; null when it passed. */
  readonly why: string | null;
  /** Hosts that somebody tried to reach besides the model. */
  readonly strangers: readonly string[];
}

/** The table of a whole run, in Markdown: agents and versions across, scenarios down. */
export function table(installed: readonly Installed[], outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.map(({ scenario }) => scenario))];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = ['', ...installed.map(({ agent, version }) => `${agent} ${version}`)];
  const cells = names.map((name) => [
    name,
    ...installed.map(({ agent }) => {
      const found = outcomes.find((one) => one.agent === agent && one.scenario === name);
      if (found === undefined) return '-';
      return `${found.why === null ? 'passed' : 'FAILED'}, ${found.seconds} s`;
    }),
  ]);
  const install = [
    'install',
    ...installed.map(({ seconds, megabytes }) => `${megabytes} MB${seconds === null ? '' : `, ${seconds} s`}`),
  ];
  return [row(head), row(head.map(() => '---')), ...[...cells, install].map(row)].join('\n');
}

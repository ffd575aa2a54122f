import type { Through } from '../domain/through.js';
import type { Host } from './host.js';
import type { FlagName, Typed } from './options/all.js';
import type { Kind, Parts, RequestOf } from './request.js';

/** Does one piece of work and returns the exit code. `leave` ends the process at once, for a second signal. */
export type Command<K extends Kind> = (
  request: RequestOf<K>,
  host: Host,
  leave: (exit: number) => void,
) => Promise<number>;

/** A kind of work: how it is asked for, and where it is done. */
export interface Mode<K extends Kind> {
  /** The flag that asks for it; null for what is done without one. */
  readonly flag: FlagName | null;
  /** What only this kind is told. */
  readonly parts: (typed: Typed) => Parts[K];
  /** Loads the command, whose imports would cost every other one its start. */
  readonly load: () => Promise<Command<K>>;
  /** What shows it with `--dry-run`, where that is a command of its own; others look at `dryRun` themselves. */
  readonly preview?: () => Promise<Command<K>>;
}

/** How far a chain goes on. */
const throughOf = ({ through, complete }: Pick<Typed, 'through' | 'complete'>): Through | null =>
  complete === true ? 'execute' : (through ?? null);

/** Every kind of work. */
export const MODES: { readonly [K in Kind]: Mode<K> } = {
  worklist: {
    flag: null,
    parts: ({ clearStop = false }) => ({ clearStop }),
    load: async () => (await import('./hot.js')).worklistCommand,
    preview: async () => (await import('./commands/dry-run.js')).dryRunCommand,
  },
  task: {
    flag: 'task',
    parts: ({ task = '', clearStop = false }) => ({ text: task.trim(), clearStop }),
    load: async () => (await import('./hot.js')).taskCommand,
    preview: async () => (await import('./commands/dry-run.js')).dryRunCommand,
  },
  compact: {
    flag: 'compact',
    parts: ({ clearStop = false }) => ({ clearStop }),
    load: async () => (await import('./hot.js')).worklistCommand,
    preview: async () => (await import('./commands/dry-run.js')).dryRunCommand,
  },
  analyze: {
    flag: 'analyze',
    parts: ({ issues = null, clearStop = false, ...typed }) => ({ issues, clearStop, through: throughOf(typed) }),
    load: async () => (await import('./commands/chain.js')).chainCommand,
    preview: async () => (await import('./commands/dry-run-chain.js')).dryRunChainCommand,
  },
  design: {
    flag: 'design',
    parts: ({ design = '', clearStop = false, ...typed }) => ({
      given: design.trim(),
      clearStop,
      through: throughOf(typed),
    }),
    load: async () => (await import('./commands/chain.js')).chainCommand,
    preview: async () => (await import('./commands/dry-run-chain.js')).dryRunChainCommand,
  },
  plan: {
    flag: 'plan',
    parts: ({ plan = '', clearStop = false, ...typed }) => ({
      given: plan.trim(),
      clearStop,
      through: throughOf(typed),
    }),
    load: async () => (await import('./commands/chain.js')).chainCommand,
    preview: async () => (await import('./commands/dry-run-chain.js')).dryRunChainCommand,
  },
  deliver: {
    flag: 'deliver',
    parts: ({ deliver = '', clearStop = false }) => ({ given: deliver.trim(), clearStop }),
    load: async () => (await import('./commands/chain.js')).chainCommand,
    preview: async () => (await import('./commands/dry-run-chain.js')).dryRunChainCommand,
  },
  cycle: {
    flag: 'cycle',
    parts: ({ clearStop = false }) => ({ clearStop }),
    load: async () => (await import('./commands/chain.js')).chainCommand,
    preview: async () => (await import('./commands/dry-run-chain.js')).dryRunChainCommand,
  },
  reject: {
    flag: 'reject',
    parts: ({ reject }) => ({ why: typeof reject === 'string' ? reject : null, clearStop: true }),
    load: async () => (await import('./commands/reject.js')).rejectCommand,
    preview: async () => (await import('./commands/dry-run-reject.js')).dryRunRejectCommand,
  },
  'review-design': {
    flag: 'reviewDesign',
    parts: ({ reviewDesign = '' }) => ({ given: reviewDesign.trim() }),
    load: async () => (await import('./commands/review-design.js')).reviewDesignCommand,
  },
  continue: {
    flag: 'continue',
    parts: ({ abort = false }) => ({ abort, clearStop: true }),
    load: async () => (await import('./hot.js')).continueCommand,
    preview: async () => (await import('./commands/dry-run-continue.js')).dryRunContinueCommand,
  },
  init: {
    flag: 'init',
    parts: ({ yes = false, force = false }) => ({ yes, force }),
    load: async () => (await import('./commands/init.js')).initCommand,
  },
  status: {
    flag: 'status',
    parts: () => ({}),
    load: async () => (await import('./commands/status.js')).statusCommand,
  },
  'analyze-tasklist': {
    flag: 'analyzeTasklist',
    parts: () => ({}),
    load: async () => (await import('./commands/status.js')).statusCommand,
  },
  'migrate-tasklist': {
    flag: 'migrateTasklist',
    parts: ({ migrateTasklist = '', force = false }) => ({ source: migrateTasklist, force }),
    load: async () => (await import('./commands/migrate.js')).migrateCommand,
  },
  doctor: {
    flag: 'doctor',
    parts: ({ probe = false }) => ({ probe }),
    load: async () => (await import('./commands/doctor.js')).doctorCommand,
  },
  'show-config': {
    flag: 'showConfig',
    parts: () => ({}),
    load: async () => (await import('./commands/show-config.js')).showConfigCommand,
  },
  completion: {
    flag: 'completion',
    parts: ({ completion = 'bash' }) => ({ shell: completion }),
    load: async () => (await import('./commands/completion.js')).completionCommand,
  },
  'print-operator-prompt': {
    flag: 'printOperatorPrompt',
    parts: ({ printOperatorPrompt = 'execute' }) => ({ which: printOperatorPrompt }),
    load: async () => (await import('./commands/operator-prompt.js')).operatorPromptCommand,
  },
  recover: {
    flag: 'recover',
    parts: ({ recover }) => ({ wanted: typeof recover === 'string' ? recover : null }),
    load: async () => (await import('./commands/recover.js')).recoverCommand,
  },
  'clear-sessions': {
    flag: 'clearSessions',
    parts: () => ({}),
    load: async () => (await import('./commands/clear-sessions.js')).clearSessionsCommand,
  },
  undo: {
    flag: 'undo',
    parts: () => ({}),
    load: async () => (await import('./commands/undo.js')).undoCommand,
  },
  stop: {
    flag: 'stop',
    parts: () => ({}),
    load: async () => (await import('./commands/stop.js')).stopCommand,
  },
  watch: {
    flag: 'watch',
    parts: () => ({}),
    load: async () => (await import('./commands/watch.js')).watchCommand,
    preview: async () => (await import('./commands/dry-run-watch.js')).dryRunWatchCommand,
  },
  'split-task': {
    flag: 'splitTask',
    parts: ({ splitTask = '' }) => ({ named: splitTask.trim() }),
    load: async () => (await import('./commands/split-task.js')).splitTaskCommand,
  },
  eval: {
    flag: 'eval',
    parts: ({ cov = false }) => ({ coverage: cov }),
    load: async () => (await import('./commands/eval.js')).evalCommand,
  },
  'eval-compare': {
    flag: 'evalCompare',
    parts: () => ({}),
    load: async () => (await import('./commands/eval-compare.js')).evalCompareCommand,
  },
  'eval-summary': {
    flag: 'evalSummary',
    parts: () => ({}),
    load: async () => (await import('./commands/eval-summary.js')).evalSummaryCommand,
  },
  report: {
    flag: 'report',
    parts: ({ report }) => ({ run: typeof report === 'string' ? report : null }),
    load: async () => (await import('./commands/report.js')).reportCommand,
  },
  'metrics-report': {
    flag: 'metricsReport',
    parts: () => ({}),
    load: async () => (await import('./commands/metrics-report.js')).metricsReportCommand,
  },
  'review-diff': {
    flag: 'reviewDiff',
    parts: ({ reviewDiff }) => ({ diff: typeof reviewDiff === 'string' ? reviewDiff : null }),
    load: async () => (await import('./commands/review-diff.js')).reviewDiffCommand,
  },
};

/** Does what was asked for. */
export async function perform<K extends Kind>(
  request: RequestOf<K>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> {
  const { load, preview = load } = MODES[request.kind as K];
  const command = await (request.dryRun ? preview : load)();
  return command(request, host, leave);
}

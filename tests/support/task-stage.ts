import { type Budget, NO_BUDGET } from '../../src/domain/budget.js';
import type { RunEvent } from '../../src/domain/event.js';
import type { Halt } from '../../src/domain/halt.js';
import type { TaskId } from '../../src/domain/ids.js';
import type { Purpose } from '../../src/domain/progress.js';
import { done, ok, type Result } from '../../src/domain/result.js';
import type { Policy, Settings } from '../../src/domain/settings.js';
import { type Task, task } from '../../src/domain/task.js';
import type { TaskDone } from '../../src/domain/task-done.js';
import { waivableOf } from '../../src/domain/waiver.js';
import { Brakes } from '../../src/loops/brakes.js';
import { type Consent, NO_CONSENT, type TaskDeps } from '../../src/loops/task/deps.js';
import type { Rework } from '../../src/loops/task/rework.js';
import { runTask } from '../../src/loops/task/run-task.js';
import type { Answer, AtGate, GateAnswer, Question } from '../../src/ports/approver.js';
import type { Prompts } from '../../src/ports/prompts.js';
import type { Sessions } from '../../src/ports/sessions.js';
import { CATALOG } from '../../src/prompting/catalog.js';
import { MemoryContext, type MemoryJournal, stampedLines } from './memory-context.js';
import { MemoryContexts } from './memory-contexts.js';
import { MemoryEvals, MemoryRollbacks, MemorySignals } from './memory-evals.js';
import { type CheckTurn, MemoryEvaluator } from './memory-evaluator.js';
import { MemoryReports } from './memory-reports.js';
import { MemoryRepository } from './memory-repository.js';
import { settingsWith } from './memory-settings.js';
import { MemoryStopFile } from './memory-stop-file.js';
import { ScriptedAgents, type Turn } from './scripted-agents.js';
import { NO_SESSIONS, UNBOUND } from './unbound.js';

export interface StageOptions {
  readonly settings?: Partial<Settings>;
  readonly policy?: Partial<Policy>;
  readonly task?: Partial<Task>;
  readonly repository?: MemoryRepository;
  readonly journal?: MemoryJournal;
  readonly contextText?: string;
  /** What checks of the project do, by their command. */
  readonly checks?: Readonly<Record<string, CheckTurn | ((nth: number) => CheckTurn)>>;
  /** What a person consented to; nothing by default. */
  readonly consent?: Consent;
  /** Replaces templates; the others mention all of their placeholders and nothing else. */
  readonly templates?: Readonly<Record<string, string>>;
  /** What a person says at gates, one after the other; then nobody is there. */
  readonly atGate?: GateAnswer[];
  /** What a person does to a file that is opened for editing. */
  readonly onEdit?: () => void;
  /** What a person says when asked; by default nobody is there. */
  readonly answer?: Answer;
  readonly sessions?: Sessions;
  /** What the run and the task may use, beside what their journal tells of. */
  readonly budget?: Partial<Budget>;
  /** Its approved change came back. */
  readonly comeback?: Rework;
  /** Turns may stay unasked, since the run is stopped on the way. */
  readonly mayLeave?: boolean;
}

/** One task in a world of memory: script in, result, events and repository out. */
export class TaskStage {
  readonly repository: MemoryRepository;
  readonly ctx: MemoryContext;
  readonly agents: ScriptedAgents;
  readonly evaluator: MemoryEvaluator;
  readonly evals = new MemoryEvals();
  readonly rollbacks = new MemoryRollbacks();
  readonly signals = new MemorySignals();
  readonly stopFile = new MemoryStopFile();
  /** Whether git tells that a commit left the hooks out. */
  skipsHooks = false;
  readonly questions: Question[] = [];
  readonly gates: AtGate[] = [];
  readonly edited: string[] = [];
  readonly contexts: MemoryContexts;
  readonly reports = new MemoryReports();
  /** The tasklist, which git ignores here. */
  tasklist: string | null = null;
  /** Files that steer the run and that the next call of an agent changes. */
  tampered: string[] = [];

  constructor(
    turns: readonly Turn[],
    protected readonly options: StageOptions = {},
  ) {
    this.repository = options.repository ?? new MemoryRepository();
    this.ctx = new MemoryContext(options.journal);
    this.contexts = new MemoryContexts(options.contextText ?? null);
    this.agents = new ScriptedAgents(this.repository, turns);
    this.evaluator = new MemoryEvaluator(this.repository, options.checks);
  }

  run(): Promise<Result<TaskDone, Halt>> {
    const back = this.options.comeback ?? null;
    return this.play(() => runTask(this.task(), this.deps(), this.ctx, undefined, back));
  }

  /** Plays a loop to its end, and sees to it that the script was used up. */
  protected async play<T>(loop: () => Promise<Result<T, Halt>>): Promise<Result<T, Halt>> {
    const result = await loop();
    if (!result.ok && this.ctx.journal.entries.length > 0) await this.halted(result.error);
    const left = this.agents.left().map((turn) => turn.on);
    if (left.length > 0 && this.options.mayLeave !== true) throw new Error(`nobody asked for ${left.join(', ')}`);
    return result;
  }

  /** What the task came to, in one line of a record. */
  ended(): Extract<RunEvent, { type: 'task-ended' }> | undefined {
    return this.ctx.of('task-ended')[0];
  }

  prompts(purpose: Purpose): readonly string[] {
    return this.agents.requests.filter((request) => request.purpose === purpose).map((request) => request.prompt);
  }

  /** The line that the program writes when a run halts. */
  private async halted(halt: Halt): Promise<void> {
    const seen = await this.repository.look();
    const left = seen.ok ? seen.value : null;
    const { reason } = halt;
    await this.ctx.journal.append({ kind: 'halted', reason, says: 'x', waives: waivableOf(halt), seen: left });
  }

  private task(): Task {
    const some = { id: 't', title: 'Add retry', risk: null, acceptance: [], group: null, context: null };
    return { ...task.parse({ ...some, raw: 'Add retry to the client.' }), ...this.options.task };
  }

  protected deps(): TaskDeps {
    const settings = settingsWith(this.options.settings, this.options.policy);
    return {
      agents: this.agents,
      steering: {
        remember: async () => done,
        restore: async () => ok(this.tampered.splice(0)),
      },
      rateLimitWaitMs: settings.rateLimitWaitMs,
      ...UNBOUND,
      brakes: new Brakes({ ...NO_BUDGET, ...this.options.budget }, stampedLines(this.ctx)),
      repository: this.repository,
      prompts: this.templates(),
      approver: {
        atGate: async (waiting) => {
          this.gates.push(waiting);
          return this.options.atGate?.shift() ?? { kind: 'stop' };
        },
        edit: async (files) => {
          this.edited.push(...files);
          this.options.onEdit?.();
          return null;
        },
        ask: async (question) => {
          this.questions.push(question);
          return this.options.answer ?? 'unattended';
        },
      },
      stopFile: this.stopFile,
      sessions: this.options.sessions ?? NO_SESSIONS,
      reports: this.reports,
      evaluator: this.evaluator,
      evals: this.evals,
      evalName: () => `eval-${this.evals.kept.length + 1}`,
      rollbacks: this.rollbacks,
      signals: this.signals,
      hooks: { env: {}, skipped: async () => this.skipsHooks },
      settings,
      consent: (id) => (this.consentsTo(id) ? this.options.consent : undefined) ?? NO_CONSENT,
      workingDirectory: '/repo',
      contexts: this.contexts,
      list: null,
      readTasklist: async () => this.tasklist,
    };
  }

  /** Whether what a person consented to is about this task. */
  protected consentsTo(_task: TaskId): boolean {
    return true;
  }

  private templates(): Prompts {
    return {
      get: (name) => {
        const { required, optional } = CATALOG[name];
        const all = [...required, ...optional].map((word) => `{{${word}}}`).join('\n');
        return { name, text: this.options.templates?.[name] ?? all, file: `${name}.md`, builtIn: true };
      },
    };
  }
}

import { GATE_TITLES, type Gate } from '../domain/chain.js';
import type { Stamped } from '../domain/event.js';
import { haltSays } from '../domain/halt-rules.js';
import { plural } from './figures.js';
import { oneLine } from './plain-text.js';

/** What the log of the outer loop has of an event. */
export interface CycleLine {
  readonly phase: string;
  readonly event: 'begin' | 'attempt' | 'verdict' | 'done' | 'failed' | 'halted' | 'skipped';
  readonly item?: { readonly kind: string; readonly id: string; readonly title: string };
  readonly data?: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** Lines for people, in the original's words. */
  readonly says?: readonly string[];
}

/** The lines of an event, which happens in this phase; none for one that decides nothing about stages. */
export function cycleLines(event: Stamped, phase: string): readonly CycleLine[] {
  const say = (of: string, text: string): string => `[${event.at.slice(11, 19)}] ${of}: ${text}`;
  switch (event.type) {
    case 'run-started': {
      const { chain = null } = event.plan.mode === 'chain' ? event.plan : {};
      const stages = chain?.links.map(({ stage }) => stage) ?? [];
      const data = { asked: chain?.asked, given: chain?.given, stages };
      return [
        {
          phase: 'start',
          event: 'begin',
          data,
          message: `--${chain?.asked}`,
          says: [`=== Cycle Started: ${event.at} ===`, ''],
        },
      ];
    }
    case 'triaged': {
      const { next } = event;
      const words = {
        execute: () => say('SKIP', `${next.kind === 'execute' ? next.pending : 0} pending tasks found, executing them`),
        goal: () => say('SELECT', `Roadmap Goal: ${next.kind === 'goal' ? next.goal : ''}`),
        analyze: () => say('ANALYZE', 'Neither pending tasks nor an open goal, running analysis'),
        over: () => say('SKIP', 'Nothing is left to do'),
      };
      const message = next.kind === 'goal' ? next.goal : next.kind;
      return [
        { phase: 'triage', event: 'done', data: { pass: event.pass, ...next }, message, says: [words[next.kind]()] },
      ];
    }
    case 'stage-started': {
      const says = event.stage === 'execute' ? [say('EXECUTE', 'Starting execution of planned tasks')] : [];
      return [{ phase, event: 'begin', message: event.title ?? event.stage, says }];
    }
    case 'artifact-written': {
      const { role, cli, cycle, file, undone } = event;
      return [{ phase, event: 'attempt', data: { role, cli, cycle, file, undone }, message: file }];
    }
    case 'reviewed': {
      const { verdict, cycle, of, cli } = event;
      const word = verdict.approved ? 'APPROVED' : 'NEEDS_REVISION';
      const data = { verdict: word, issues: verdict.findings, cycle, max_cycles: of, role: 'reviewer', cli };
      const says = phase === 'execute' ? [] : [say('REVIEW', word)];
      return event.replayed ? [] : [{ phase, event: 'verdict', data, message: oneLine(verdict.summary), says }];
    }
    case 'stage-ended': {
      const ids = event.made.map(({ id }) => id);
      const message = ENDED[event.stage]?.(event.made) ?? `${event.stage}: ${plural(ids.length, 'result')}`;
      const named = event.stage === 'review_design' ? 'REVIEW' : event.stage.toUpperCase();
      return [
        {
          phase,
          event: 'done',
          data: { made: event.made.map(({ id, file }) => ({ id, file })), ids },
          message,
          says: [say(named, message)],
        },
      ];
    }
    case 'picked': {
      const { opportunity: id, title, roi, requiresDesign, of } = event;
      const item = { kind: 'opportunity', id, title };
      const chosen = { opportunity_id: id, title, roi_score: roi, requires_design: requiresDesign };
      const adopted = { opportunity_id: id, title, status: 'adopted' };
      return [
        {
          phase: 'select',
          event: 'done',
          item,
          data: { ...chosen, candidates: of },
          message: title,
          says: [say('SELECT', JSON.stringify(chosen))],
        },
        {
          phase: 'adopt',
          event: 'done',
          item,
          data: adopted,
          message: title,
          says: [say('ADOPT', JSON.stringify(adopted))],
        },
      ];
    }
    case 'gate-reached': {
      const data = {
        name: GATE_TITLES[event.gate],
        made: event.made.map(({ id }) => id),
        resume_command: 'millstone --continue',
      };
      const message = `Paused at ${ONE[event.gate]} approval gate`;
      return [{ phase: 'gate', event: 'halted', data, message, says: [say('GATE', message)] }];
    }
    case 'gate-decided': {
      const { kind, by } = event.decision;
      const data = { name: GATE_TITLES[event.gate], decision: kind, by, made: event.made.map(({ id }) => id) };
      const message = kind === 'approved' ? `Approved (${by})` : `Rejected (${by})`;
      return [{ phase: 'gate', event: 'verdict', data, message, says: [say('GATE', message)] }];
    }
    case 'noticed': {
      if (event.notice.kind !== 'design-not-needed') return [];
      const { opportunity: id, title } = event.notice;
      const message = `No design is needed (requires_design: false): ${id}`;
      const item = { kind: 'opportunity', id, title };
      return [{ phase: 'design', event: 'skipped', item, message, says: [say('DESIGN', message)] }];
    }
    case 'gate-refused':
      return [
        {
          phase: 'gate',
          event: 'failed',
          data: { name: GATE_TITLES[event.gate] },
          message: 'refused by a person',
          says: [say('GATE', 'Refused')],
        },
      ];
    case 'chain-emptied':
      return [{ phase, event: 'skipped', message: `nothing came of ${event.stage}` }];
    case 'goal-ended': {
      const message = event.done ? `Goal ticked: ${event.goal}` : `Goal left open: ${event.goal}`;
      return [
        {
          phase: 'roadmap',
          event: event.done ? 'done' : 'skipped',
          data: { file: event.file },
          message,
          says: [say('ROADMAP', message)],
        },
      ];
    }
    case 'landed': {
      const item = { kind: 'task', id: event.task, title: event.title };
      const message = `Landed on ${event.base}: ${oneLine(event.title)} (${event.task})`;
      const data = { base: event.base, commits: event.commits.map(({ id }) => id) };
      return [{ phase, event: 'done', item, data, message, says: [say('EXECUTE', message)] }];
    }
    case 'task-lost': {
      const { id, title, outcome, says } = event.lost;
      const message = `Not landed: ${oneLine(title)} (${id}): ${oneLine(says)}`;
      const item = { kind: 'task', id, title };
      return [{ phase, event: 'failed', item, data: { outcome }, message, says: [say('EXECUTE', message)] }];
    }
    case 'evaluated': {
      if (event.when !== 'after-cycle') return [];
      const { tests } = event.stored.evaluation;
      const [passed, total] = [tests.passed, tests.passed + tests.failed];
      const message = `${passed}/${total} tests passed`;
      return [
        {
          phase: 'eval',
          event: 'done',
          data: { passed, total, file: event.stored.file },
          message,
          says: [say('EVAL', message)],
        },
      ];
    }
    case 'halted': {
      const message = oneLine(haltSays(event.halt));
      return [
        {
          phase,
          event: 'failed',
          data: { reason: event.halt.reason },
          message,
          says: [say(phase.toUpperCase(), message)],
        },
      ];
    }
    case 'run-ended': {
      const waits =
        event.end === 'gate' || event.end === 'asked' || event.end === 'max-tasks' || event.end === 'max-passes';
      const status = event.exit !== 0 && !waits ? 'failed' : waits ? 'halted' : 'success';
      const data = { status, exit_code: event.exit, duration_ms: event.ms };
      return [
        {
          phase: 'end',
          event: 'done',
          data,
          message: status,
          says: ['', `=== Cycle Completed: ${status.toUpperCase()} ===`],
        },
      ];
    }
    default:
      return [];
  }
}

type Made = Extract<Stamped, { type: 'stage-ended' }>['made'];

/** What stages came to, in the original's words. */
const ENDED: Readonly<Record<string, (made: Made) => string>> = {
  analyze: (made) => `Found ${made.length} ${made.length === 1 ? 'opportunity' : 'opportunities'}`,
  design: (made) => (made[0] === undefined ? 'No design was made' : `Created ${made[0].file}`),
  review_design: () => 'APPROVED',
  plan: (made) => `Added ${plural(made.length, 'task')} to tasklist`,
  execute: (made) =>
    made.length === 0 ? 'Pending tasks were worked at, as many as the run may' : 'All planned tasks completed',
};

const ONE: Readonly<Record<Gate, string>> = { opportunities: 'opportunities', designs: 'design', plans: 'plan' };

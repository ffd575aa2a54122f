import * as z from 'zod';
import { type Handoff, handoff } from '../../domain/handoff.js';
import type { JournalLine } from '../../domain/journal.js';

/** A stage of a chain, as `outer_loop` of `state.json` has it. */
interface StageTold {
  readonly name: string;
  readonly pass: number;
  readonly status: 'running' | 'done' | 'gated' | 'failed';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Where a run of stages stands. Source: state.md 3.1 and 6. */
export interface OuterTold {
  /** The last stage that was done, or the failed one with `_partial` behind it, as the original has it. */
  readonly stage: string | null;
  readonly timestamp: string;
  readonly asked: string;
  readonly given: string | null;
  readonly stages: readonly StageTold[];
  readonly gates_passed: readonly string[];
  readonly pending_mcp_syncs: null;
}

const outputs = z.array(handoff);
/** What is done between two stages, behind the name of the first. */
const BETWEEN = /^(?:commit(?:\/tool)?|gate\/told|pick(?:\/adopt)?|unpick\/.+)$/;
const KEY = /^pass\/(\d+)\/([a-z][a-z\d_-]*)(?:\.\d+)?\/(.+)$/;

/** Takes in one more line of a run of stages; null before it is opened, and once it is closed. */
export function tellOuter(told: OuterTold | null, line: JournalLine): OuterTold | null {
  const { at } = line;
  const timestamp = `${at.slice(0, 19)}Z`;
  if (line.kind === 'opened') {
    if (line.plan.mode !== 'chain') return null;
    const { asked, given } = line.plan.chain;
    return { stage: null, timestamp, asked, given, stages: [], gates_passed: [], pending_mcp_syncs: null };
  }
  if (told === null || line.kind === 'closed') return null;
  if (line.kind === 'halted') return { ...told, timestamp, ...atHalt(told, line.reason) };
  if (line.kind === 'forgotten') return line.keys.reduce(openedAnew, { ...told, timestamp });
  if (line.kind !== 'step' && line.kind !== 'intent') return told;
  const [, pass = '', name = '', rest = ''] = KEY.exec(line.key) ?? [];
  if (name === '' || name === 'triage' || name === 'goal' || BETWEEN.test(rest)) return told;
  if (rest === 'gate') return atGate(told, name, Number(pass), line.kind === 'step', timestamp);
  const [input = ''] = rest.split('/');
  const before = told.stages.find((one) => one.name === name && one.pass === Number(pass));
  const gave = rest.endsWith('/gave') && line.kind === 'step' ? outputs.safeParse(line.value) : null;
  // Taken up once more, an input takes the place of what became of it; another one comes beside it.
  const anew =
    before === undefined || (before.status !== 'running' && (input === 'all' || before.inputs.includes(input)));
  const made = gave?.success === true ? gave.data.flatMap(idsOf) : [];
  const one: StageTold = {
    name,
    pass: Number(pass),
    status: gave?.success === true ? 'done' : 'running',
    inputs: [...new Set([...(before?.inputs ?? []), ...(input === 'all' ? [] : [input])])],
    outputs: [...new Set([...(anew ? [] : before.outputs), ...made])],
  };
  const stage = gave?.success === true ? name : told.stage;
  return { ...told, stage, timestamp, stages: [...told.stages.filter((other) => other !== before), one] };
}

const idsOf = (one: Handoff): readonly string[] => (one.kind === 'worklist' ? one.tasks : [one.id]);

function atGate(told: OuterTold, name: string, pass: number, passed: boolean, timestamp: string): OuterTold {
  const stages = told.stages.map((one) =>
    one.name === name && one.pass === pass ? { ...one, status: passed ? ('done' as const) : ('gated' as const) } : one,
  );
  const gates_passed = passed ? [...told.gates_passed, name] : told.gates_passed;
  return { ...told, stages, gates_passed, timestamp };
}

/** A gate that what waits there could not pass after all. */
function openedAnew(told: OuterTold, key: string): OuterTold {
  const [, , name = '', rest = ''] = KEY.exec(key) ?? [];
  const at = told.gates_passed.lastIndexOf(name);
  return rest !== 'gate' || at < 0 ? told : { ...told, gates_passed: told.gates_passed.toSpliced(at, 1) };
}

/** A halt in the midst of a stage leaves it as the original calls it: partly done. */
function atHalt(told: OuterTold, reason: string): Pick<OuterTold, 'stage' | 'stages'> {
  const last = told.stages.at(-1);
  if (reason === 'gate' || last === undefined || last.status !== 'running') return told;
  return {
    stage: `${last.name}_partial`,
    stages: told.stages.map((one) => (one === last ? { ...one, status: 'failed' } : one)),
  };
}

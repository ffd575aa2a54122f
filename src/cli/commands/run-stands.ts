import { systemClock } from '../../adapters/clock.js';
import { lockFile } from '../../adapters/state/layout.js';
import { seeLock } from '../../adapters/state/lock-seen.js';
import { type PastRun, waitingRun } from '../../adapters/state/past-runs.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { type Line, line } from '../../report/line.js';
import { oneLine } from '../../report/plain-text.js';
import { type Place, ttlAt } from './place.js';

/** What a person who comes back has to know of a repository's runs. */
export interface RunStands {
  readonly says: readonly Line[];
  readonly json: {
    readonly run: string;
    readonly title: string | null;
    /** `at-work`; `gate` and `halted`, where a word of a person is wanted; `died`, without a word. */
    readonly state: 'at-work' | 'gate' | 'halted' | 'died';
    /** The stage whose work waits for approval; null elsewhere. */
    readonly stage: string | null;
    /** Why it halted; null where it did not. */
    readonly why: string | null;
  };
}

/** The run at work there, or else the newest unfinished one; null when there is neither, or it cannot be told. */
export async function runStands(place: Place): Promise<RunStands | null> {
  const { located, layout } = place;
  const [seen, past] = await Promise.all([
    seeLock(lockFile(located.commonDir), await ttlAt(place), () => systemClock.now()),
    waitingRun(layout, null),
  ]);
  if (seen?.holder && seen.lives && seen.holder.does !== 'other') return atWork(seen.holder, past);
  if (past === null) return null;
  const { life } = past.checkpoint;
  const why = life.kind === 'halted' ? oneLine(life.line.says) : null;
  const stage = gateOf(past);
  if (stage !== null) {
    const ask = `What the stage ${stage} made waits for approval; ${layout.runs.slice(located.top.length + 1)}/${past.run}.log shows it.`;
    const answers = '`millstone --continue` approves it, `millstone --reject "why"` sends it back.';
    return {
      says: told(`Unfinished: ${named(past)}. ${ask} ${answers}`, 'warn'),
      json: { run: past.run, title: runTitle(past.checkpoint), state: 'gate', stage, why },
    };
  }
  const stopped = why === null ? 'It died without a word.' : `It had stopped: ${why}`;
  return {
    says: told(`Unfinished: ${named(past)}. ${stopped} \`millstone --continue\` goes on with it.`, 'warn'),
    json: { run: past.run, title: runTitle(past.checkpoint), state: why === null ? 'died' : 'halted', stage, why },
  };
}

/** The stage behind which a run waits for a person; null when it waits for nobody. */
function gateOf({ checkpoint: { life, openIntents } }: PastRun): string | null {
  if (life.kind !== 'halted' || life.line.reason !== 'gate') return null;
  const keys = [...openIntents.keys()].map((key) => GATE.exec(key)?.[1]).filter((one) => one !== undefined);
  return keys.at(-1) ?? null;
}

/** The step of a gate, as chains name it. */
const GATE = /^pass\/\d+\/([a-z][a-z\d_-]*)(?:\.\d+)?\/gate$/;

function atWork({ run, pid }: { readonly run: string; readonly pid: number }, past: PastRun | null): RunStands {
  const known = past?.run === run ? past : null;
  const name = known === null ? run : named(known);
  return {
    says: told(
      `At work: ${name}, process ${pid}. \`millstone --watch\` shows it, \`millstone --stop\` ends it softly.`,
    ),
    json: { run, title: known === null ? null : runTitle(known.checkpoint), state: 'at-work', stage: null, why: null },
  };
}

const named = ({ run, checkpoint }: PastRun): string => `"${oneLine(runTitle(checkpoint))}", ${run}`;

const told = (text: string, tone?: 'warn'): readonly Line[] => [line('result', text, tone), line('result', '')];

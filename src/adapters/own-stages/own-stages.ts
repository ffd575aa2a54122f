import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type StageAnswer, stageAnswer } from '../../domain/own-stage.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { OwnStages, StageFailure } from '../../ports/own-stages.js';
import type { Ended, RunProcess } from '../../ports/process.js';
import { lines } from '../process/lines.js';
import { digestsOf, filesSeen } from './digests.js';
import { flawOf, type Order, type Said, said, wire } from './order.js';

/** What it takes to run stages of the user's. */
export interface OwnStagesDeps {
  readonly run: RunProcess;
  /** Node, and the program of ours that loads a module in it; absolute. */
  readonly node: string;
  readonly program: string;
  readonly top: string;
  /** The run that they are a part of. */
  readonly runId: string;
  readonly env: Readonly<Record<string, string>>;
  /** The longest that a stage may take; milliseconds, 0 for no limit. */
  readonly totalMs: number;
}

/** A module is loaded in this time, or never. */
const LOAD_MS = 30_000;
const GRACE_MS = 2_000;
const TAIL_BYTES = 16 * 1024;
/** Bytes of a line; an answer is a list of ids. */
const LINE_BYTES = 1024 * 1024;

/** Starts a module as a module would import it that lies in the current folder. */
const START =
  'const [program, name] = process.argv.slice(1);' +
  'const { serve } = await import(program);' +
  'await serve({ resolve: () => import.meta.resolve(name), load: () => import(name) });';

/** Loads and runs each stage in a process of its own, which is ended when it takes too long. */
export function makeOwnStages(deps: OwnStagesDeps): OwnStages {
  return {
    async describe(module, signal) {
      const limit = deps.totalMs === 0 ? LOAD_MS : Math.min(deps.totalMs, LOAD_MS);
      const { last, ended } = await talk(deps, { module, run: null, totalMs: limit }, () => undefined, signal);
      if (last !== null && 'described' in last) {
        const read = wire.safeParse(last.described);
        if (!read.success) return err(flawOf(last.described));
        return ok({ ...read.data, files: await digestsOf(read.data.files, deps.top) });
      }
      if (last !== null && 'failed' in last) return err(last.says);
      return err(failureOf(ended).says);
    },
    seen: (files) => filesSeen(files, deps.top),
    async run({ module, files, thing, onTell }, signal) {
      const order = {
        module,
        run: {
          thing: { ...thing },
          top: deps.top,
          run: deps.runId,
          files: files.map((file) => resolve(deps.top, file)),
        },
        totalMs: deps.totalMs,
      };
      const { last, ended } = await talk(deps, order, onTell, signal);
      if (last === null) return err(failureOf(ended));
      if ('failed' in last) return err({ how: 'threw', says: last.says });
      return 'answer' in last ? readAnswer(last.answer) : err({ how: 'garbage', says: 'it did not answer' });
    },
  };
}

interface Talk {
  readonly module: string;
  readonly run: Order['run'];
  readonly totalMs: number;
}

/** Lets the process of a stage work, and returns the last that it said, tellings apart. */
async function talk(
  { run, node, program, top, env }: OwnStagesDeps,
  { module, run: thing, totalMs }: Talk,
  onTell: (text: string) => void,
  signal: AbortSignal,
): Promise<{ readonly last: Exclude<Said, { tell: string }> | null; readonly ended: Ended }> {
  const mark = `${randomUUID()} `;
  let last: Exclude<Said, { tell: string }> | null = null;
  const split = lines((line) => {
    if (!line.startsWith(mark)) return;
    const read = readSaid(line.slice(mark.length));
    if (read === null) return;
    if ('tell' in read) onTell(read.tell);
    else last = read;
  }, LINE_BYTES);
  const order: Order = { mark, run: thing };
  const ended = await run(
    {
      program: node,
      args: ['--input-type=module', '--eval', START, pathToFileURL(program).href, module],
      cwd: top,
      env,
      stdin: JSON.stringify(order),
      limits: { idleMs: 0, totalMs, graceMs: GRACE_MS, tailBytes: TAIL_BYTES },
      onStdout: (chunk) => split.push(chunk),
    },
    signal,
  );
  split.end();
  return { last, ended };
}

function readSaid(text: string): Said | null {
  try {
    const read = said.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function readAnswer(answer: unknown): Result<StageAnswer, StageFailure> {
  const read = stageAnswer.safeParse(answer);
  if (read.success) return ok(read.data);
  const shown = JSON.stringify(answer)?.slice(0, 200) ?? 'nothing';
  return err({ how: 'garbage', says: `neither a list of things nor { stop: 'why' }: ${shown}` });
}

/** A process that said nothing. */
function failureOf({ ending, stderrTail }: Ended): StageFailure {
  const words = lastWords(stderrTail);
  const told = words === '' ? '' : `: ${words}`;
  switch (ending.kind) {
    case 'timeout':
    case 'silent':
      return { how: 'hung', says: `it took longer than ${Math.round(ending.ms / 1_000)} s and was ended` };
    case 'exited':
      return { how: 'ended', says: `its process ended (exit code ${ending.code}) before it answered${told}` };
    case 'signalled':
      return { how: 'ended', says: `its process was ended by ${ending.signal}${told}` };
    case 'not-found':
      return { how: 'ended', says: 'Node was not found' };
    case 'not-started':
      return { how: 'ended', says: ending.why };
    case 'cancelled':
      return { how: 'ended', says: 'it was stopped' };
    default:
      return ending satisfies never;
  }
}

/** What Node says of an error that nobody caught, or the last line that says something. */
function lastWords(stderr: string): string {
  const said = stderr.split('\n').filter((line) => line.trim() !== '' && !/^Node\.js v/.test(line));
  return (said.findLast((line) => /^\w*Error\b/.test(line)) ?? said.at(-1) ?? '').trim();
}

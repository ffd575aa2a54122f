import type { Purpose } from '../../src/domain/progress.js';

/** The names under which the fake stands on PATH. */
export const FAKE_NAMES = ['claude', 'codex', 'gemini', 'opencode'] as const;
export type FakeName = (typeof FAKE_NAMES)[number];

/** One answer of the fake agent. What is given happens in the order of this list. */
export interface FakeTurn {
  /** The purpose of the call this turn is for, told by the trailer of its prompt. */
  readonly on: Purpose | 'any';
  /** Given, only a call under this name takes the turn. */
  readonly cli?: FakeName;
  /** Given, only calls about this task take the turn, and all calls about it take such turns. */
  readonly task?: string;
  /** The call waits until the test releases it. */
  readonly held?: boolean;
  /** It only writes down that it was asked to end; what it started for its hanging does not even that. */
  readonly ignoresSigterm?: boolean;
  /** Bytes to print before anything else: one endless line, or lines that are events. */
  readonly prints?: { readonly bytes: number; readonly as: 'line' | 'events' };
  /** Phrases shown as tool calls. */
  readonly does?: readonly string[];
  /** Files to write, relative to the working directory; null deletes. */
  readonly edits?: Readonly<Record<string, string | null>>;
  /** Shell commands, run in the working directory; what they print goes to stderr. */
  readonly runs?: string;
  /** A sleeper that keeps stdout open after the agent has ended; `session` puts it out of reach of the group. */
  readonly leaves?: 'child' | 'session';
  readonly stderr?: string;
  /** Printed as it is; no result follows unless `says` is given too. */
  readonly raw?: string;
  /** The final words; an object is structured output. */
  readonly says?: string | object;
  /** The result is an error with these words. */
  readonly errs?: string;
  readonly conversation?: string;
  /** What the whole conversation has cost, as the tool tells it. */
  readonly costUsd?: number;
  /** How it ends: of itself with 0 unless one of these says otherwise. */
  readonly exit?: number;
  readonly signal?: 'KILL' | 'TERM' | 'SEGV';
  readonly hangs?: boolean;
}

/** A word for the shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const WORDS = 'Still at it.\n'.repeat(30);
const EVENT = JSON.stringify({ type: 'assistant', message: { content: [{ type: 'text', text: WORDS }] } });

/** What the fake prints for a turn: stream-json as Claude Code prints it, the result's `type` near its end. */
export function printed(turn: FakeTurn): string {
  const session_id = turn.conversation ?? 'fake-conversation';
  const lines: object[] = [{ type: 'system', subtype: 'init', session_id, model: 'fake', permissionMode: 'fake' }];
  for (const phrase of turn.does ?? []) {
    const [name = '', ...rest] = phrase.split(' ');
    const content = [{ type: 'tool_use', id: 'tool', name, input: { description: rest.join(' ') } }];
    lines.push({ type: 'assistant', message: { content } });
  }
  const structured = typeof turn.says === 'object';
  const text = turn.errs ?? (structured ? '' : turn.says);
  const ends = turn.says !== undefined || turn.errs !== undefined || (turn.raw === undefined && endsWell(turn));
  if (ends) {
    lines.push({
      is_error: turn.errs !== undefined,
      result: text ?? 'done',
      session_id,
      ...(structured ? { structured_output: turn.says } : {}),
      total_cost_usd: turn.costUsd ?? 0.01,
      usage: { input_tokens: 100, cache_read_input_tokens: 50, cache_creation_input_tokens: 0, output_tokens: 20 },
      permission_denials: [],
      subtype: 'success',
      type: 'result',
    });
  }
  return `${turn.raw ?? ''}${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}`;
}

/** A shell runs its trap only while it waits, and not while a program runs in its foreground. */
const hanging = (turn: FakeTurn): readonly string[] =>
  turn.ignoresSigterm === true ? [`(trap '' TERM; exec sleep 600) &`, 'while :; do wait; done'] : ['exec sleep 600'];

const endsWell = (turn: FakeTurn): boolean =>
  (turn.exit ?? 0) === 0 && turn.signal === undefined && turn.hangs !== true;

/** The shell text of a turn; `dir` holds its files, `$call` is the folder of the call that takes it. */
export function play(turn: FakeTurn, dir: string): string {
  const edits = Object.entries(turn.edits ?? {}).flatMap(([path, text], i) => [
    ...(path.includes('/') ? [`mkdir -p ${quoted(path.slice(0, path.lastIndexOf('/')))}`] : []),
    text === null ? `rm -f ${quoted(path)}` : `cp ${quoted(`${dir}/edit-${i}`)} ${quoted(path)}`,
  ]);
  const flood = turn.prints;
  const source = flood?.as === 'events' ? `yes ${quoted(EVENT)} | head -c ${flood.bytes}` : null;
  const session = turn.leaves === 'session' ? 'setsid ' : '';
  return [
    ...(turn.ignoresSigterm === true ? [`trap ': > "$call/termed"' TERM`] : []),
    ...(turn.held === true ? [`while [ ! -e ${quoted(`${dir}/released`)} ]; do sleep 0.02; done`] : []),
    ...(flood === undefined ? [] : [`${source ?? `head -c ${flood.bytes} /dev/zero | tr '\\0' x`}; echo`]),
    ...edits,
    ...(turn.runs === undefined ? [] : [`{ ${turn.runs}\n} >&2`]),
    ...(turn.leaves === undefined ? [] : [`${session}sleep 600 & echo $! > "$call/left"`]),
    ...(turn.stderr === undefined ? [] : [`printf '%s' ${quoted(turn.stderr)} >&2`]),
    `cat ${quoted(`${dir}/out`)}`,
    ...(turn.hangs === true ? [': > "$call/hanging"', ...hanging(turn)] : []),
    ...(turn.signal === undefined ? [] : [`kill -${turn.signal} $$`]),
    `exit ${turn.exit ?? 0}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

import { childEnv } from '../../adapters/agents/child-env.js';
import type { Halt } from '../../domain/halt.js';
import { exitOf, haltNext, haltSays } from '../../domain/halt-rules.js';
import type { Result } from '../../domain/result.js';
import { type Line, line } from '../../report/line.js';
import { printer } from '../../report/printer.js';
import { refusal, refusals } from '../../report/refusal.js';
import { promptLines } from '../../report/tables/dry-run.js';
import type { Host } from '../host.js';
import type { Request } from '../request.js';
import { outletsOf } from '../screen.js';
import { listenForSignals } from '../signals.js';
import type { Refusal } from './end-run.js';

/** What a command knows that answers a question and is no run: it takes no lock and keeps no journal. */
export interface Question<R extends Request> {
  readonly request: R;
  readonly host: Host;
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** What its children inherit (S9). */
  readonly env: Readonly<Record<string, string>>;
  /** Shows a line before the answer is there; with `--json` on stderr. */
  readonly say: (line: Line) => void;
}

/** What was found out. */
export interface Answer {
  /** 0, or 1 when the answer is "no" or "not all is well", unless `--exit-codes extended` has another one for that. */
  readonly exit: number;
  /** For a person; a text is written as it is, for scripts and files that read it. */
  readonly says: readonly Line[] | string;
  /** For a program: what `--json` prints instead, as one object on one line. */
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * Asks, prints the answer on stdout and returns the exit code. What stands in the way goes to stderr with its fix: exit
 * code 2 when a setting is wrong, else that of the halt; a program is then told with `"type": "run-refused"` or
 * `"halted"`.
 */
export async function answered<R extends Request>(
  request: R,
  host: Host,
  leave: (exit: number) => void,
  ask: (question: Question<R>) => Promise<Result<Answer, Halt | Refusal>>,
): Promise<number> {
  const { json } = request.screen;
  const { print, isShown } = printer(outletsOf(request.screen, host));
  const say = (line: Line): void => {
    if (isShown(line)) print(line);
  };
  const stopper = listenForSignals(() => undefined, leave);
  try {
    const answer = await ask({ request, host, signal: stopper.signal, env: childEnv(host.env), say });
    if (answer.ok) {
      const { exit, says, json: object } = answer.value;
      if (json) host.out(`${JSON.stringify(object)}\n`);
      else if (typeof says === 'string') host.out(says);
      else says.forEach(say);
      return exit;
    }
    return refuse(answer.error, request, host);
  } finally {
    stopper.close();
  }
}

/** Says what stands in the way, and returns the exit code. */
export function refuse(why: Halt | Refusal, { screen, exitCodes }: Request, host: Host): number {
  const { print } = printer(outletsOf(screen, host));
  const refused = why.reason === 'refused';
  (refused ? why.problems.flatMap(refusal) : refusals(why)).forEach(print);
  const exit = refused ? 2 : exitOf(why, exitCodes);
  const object = refused
    ? { type: 'run-refused', exit, problems: why.problems }
    : { type: 'halted', exit, reason: why.reason, says: haltSays(why), next: haltNext(why) };
  if (screen.json) host.out(`${JSON.stringify(object)}\n`);
  return exit;
}

/** The answer of a `--dry-run`: what would be done, and what an agent would be sent. */
export const wouldDo = (
  mode: string,
  would: readonly string[],
  prompts: Parameters<typeof promptLines>[0][] = [],
): Answer => ({
  exit: 0,
  says: [
    ...['=== DRY RUN MODE ===', ...would].map((text) => line('result', text)),
    ...prompts.flatMap(promptLines),
    ...['Nothing was changed, and no agent was asked.', '=== END DRY RUN ==='].map((text) => line('result', text)),
  ],
  json: { type: 'dry-run', mode, would, ...(prompts.length === 0 ? {} : { prompts }) },
});

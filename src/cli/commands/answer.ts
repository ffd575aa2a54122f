import { childEnv } from '../../adapters/agents/child-env.js';
import type { Halt } from '../../domain/halt.js';
import type { Result } from '../../domain/result.js';
import type { Line } from '../../report/line.js';
import { printer } from '../../report/printer.js';
import type { Host } from '../host.js';
import { outletsOf } from '../outlets.js';
import type { Request } from '../request.js';
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
  /** For a program: what `--json` prints instead, as one object on one line, with `exit`; made when it is asked for. */
  readonly json: Readonly<Record<string, unknown>> | (() => Readonly<Record<string, unknown>>);
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
  const { print, printAll, isShown } = printer(outletsOf(request.screen, host));
  const say = (line: Line): void => {
    if (isShown(line)) print(line);
  };
  const stopper = listenForSignals(() => undefined, leave);
  try {
    const answer = await ask({ request, host, signal: stopper.signal, env: childEnv(host.env), say });
    if (answer.ok) {
      const { exit, says, json: object } = answer.value;
      if (json) host.out(`${JSON.stringify({ ...(typeof object === 'function' ? object() : object), exit })}\n`);
      else if (typeof says === 'string') host.out(says);
      else printAll(says.filter(isShown));
      return exit;
    }
    // Most answers need none of the words for what can stand in the way.
    return (await import('./refuse.js')).refuse(answer.error, request, host);
  } finally {
    stopper.close();
  }
}

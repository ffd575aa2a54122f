import type { AgentReply } from '../domain/agent.js';
import { err, ok, type Result } from '../domain/result.js';
import { jsonObjectsIn } from './json-in-text.js';
import type { Contract } from './replies.js';

/** Why a reply is no answer. `empty`: there was nothing at all in it. */
export interface Unreadable {
  readonly problem: string;
  readonly empty: boolean;
}

/**
 * Reads a reply as a contract's value: the last object in it that is meant as one, since agents think aloud and quote
 * examples before they decide. If that one is wrong the reply is unreadable: an earlier object must not stand in for
 * it, or a quoted approval could outvote a mangled refusal. Never a guess.
 */
export function readReply<T>(
  reply: Pick<AgentReply, 'text' | 'structured'>,
  contract: Contract<T>,
): Result<T, Unreadable> {
  if (reply.text.trim() === '') return err({ problem: 'the reply was empty', empty: true });
  const meant = jsonObjectsIn(reply.text).filter((object) => contract.marker in object);
  const last = meant.at(-1);
  if (last === undefined) {
    return err({
      problem: `there is no JSON object with a "${contract.marker}" in the reply; ${contract.name} was asked for`,
      empty: false,
    });
  }
  const read = contract.read(last);
  return read.ok ? ok(read.value) : err({ problem: read.error, empty: false });
}

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
 * examples before they decide. If that one is wrong, or if something that cannot be read follows or surrounds it, the
 * reply is unreadable: another object must not stand in for it, or a quoted approval could outvote a mangled refusal.
 * Never a guess.
 */
export function readReply<T>(reply: Pick<AgentReply, 'text'>, contract: Contract<T>): Result<T, Unreadable> {
  if (reply.text.trim() === '') return err({ problem: 'the reply was empty', empty: true });
  const { name, marker } = contract;
  const no = (problem: string): Result<never, Unreadable> => err({ problem, empty: false });
  const objects = jsonObjectsIn(reply.text);
  if (objects === null) return no('the reply has so many loose braces and quotes that no answer can be made out in it');
  const last = objects.findLast(({ value }) => Object.hasOwn(value, marker));
  if (last === undefined) {
    return no(`there is no whole JSON object with a "${marker}" in the reply; ${name} was asked for`);
  }
  if (mentions(reply.text.slice(last.end), marker)) {
    return no(`a "${marker}" that belongs to no whole JSON object follows the last one that is whole`);
  }
  if (mentions(last.unended, marker)) {
    return no(`an object with a "${marker}" was begun and not ended, so it is not clear which one is meant`);
  }
  const read = contract.read(last.value);
  return read.ok ? ok(read.value) : no(read.error);
}

/** Whether a text seems to begin an answer: its key, in whatever quotes. */
const mentions = (text: string, marker: string): boolean =>
  new RegExp(`(["'\`])${marker}\\1\\s*:|\\{\\s*${marker}\\s*:`).test(text);

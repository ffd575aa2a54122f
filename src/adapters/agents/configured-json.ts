import type { AgentFailure } from '../../domain/agent.js';
import type { ConfiguredAgent } from '../../domain/configured-agent.js';
import { jsonObjectsIn } from '../../prompting/json-in-text.js';
import { failureOf, kindIn, type Tool } from './failure-words.js';

type Json = Readonly<Record<string, unknown>>;

/** What the JSON of a tool says: an answer, or an error in the tool's own words. */
export type Told =
  | { readonly kind: 'answer'; readonly text: string; readonly conversation: string | null }
  | { readonly kind: 'error'; readonly says: string; readonly all: string };

/**
 * What was printed as JSON, on a line of its own or indented over many, whatever stands around it: the last object that
 * has a text where it should be or tells an error, since a stream that broke off after an answer has not brought it; of a
 * program that did not end `well` the last error. An object that has both has failed. Null when there is neither.
 */
export function toldIn(output: string, agent: ConfiguredAgent, well: boolean): Told | null {
  const objects = (jsonObjectsIn(output) ?? []).map(({ value }) => value);
  const failed = objects.findLast((value) => errorIn(value) !== null);
  const last = objects.findLast((value) => typeof at(value, agent.textField) === 'string' || errorIn(value) !== null);
  const telling = well ? last : (failed ?? last);
  if (telling === undefined) return null;
  const error = errorIn(telling);
  if (error !== null) return { kind: 'error', says: error, all: JSON.stringify(telling) };
  const session = agent.sessionField === null ? null : at(telling, agent.sessionField);
  return {
    kind: 'answer',
    text: String(at(telling, agent.textField)).trim(),
    conversation: typeof session === 'string' ? session : null,
  };
}

/** The failure that an error in JSON stands for; null for one whose words say nothing known. */
export function failureTold({ says, all }: Extract<Told, { kind: 'error' }>, tool: Tool): AgentFailure | null {
  const kind = kindIn(says);
  if (kind !== null) return failureOf(kind, says, tool);
  // A status may stand beside the words.
  const other = kindIn(all);
  return other === null ? null : failureOf(other, all, tool);
}

/** The words of an error: of a field `error` or `errors`, or of an object that calls itself one. */
function errorIn(value: Json): string | null {
  const named = value.error ?? value.errors;
  if (named !== undefined && named !== null && named !== false && named !== '' && !isEmpty(named)) {
    // Beside a bare `true` stands what it was.
    return wordsOf(named === true ? value : named);
  }
  const is = value.type === 'error' || value.status === 'error' || value.is_error === true || value.success === false;
  return is ? wordsOf(value) : null;
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(wordsOf).join('\n');
  const { message, result, text } = value as Json;
  return [message, result, text].find((one) => typeof one === 'string') ?? JSON.stringify(value);
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** What lies at a dotted path. */
const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Json)[name] : undefined,
      value,
    );

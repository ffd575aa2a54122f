import type { RefusalKind } from './refusals/refusal.js';

/** What the scripted model does when it is asked. Each main request takes one step; side requests take none. */
export type Step = (
  | { readonly do: 'say'; readonly text: string }
  /** By the agent's own tool for files; the path is relative to its folder. */
  | { readonly do: 'write'; readonly path: string; readonly content: string; readonly says?: string }
  /** By the agent's own shell tool; one that lingers goes on when the agent goes on. */
  | { readonly do: 'shell'; readonly command: string; readonly lingers?: boolean; readonly says?: string }
  /** A structured reply: by the tool for it where the agent offers one, else as JSON text. */
  | { readonly do: 'answer'; readonly value: object }
  /** A refusal, as the provider words it; `inStream`: told in an answer that has begun, by those who do so. */
  | { readonly do: 'fail'; readonly kind: RefusalKind; readonly inStream?: boolean }
  /** Takes the request and never answers. */
  | { readonly do: 'hang' }
  /** Begins to answer, then falls silent, or closes the connection. */
  | { readonly do: 'stall' | 'cut'; readonly text: string }
) & {
  /** How many requests it answers; one unless this says otherwise, `always`: the rest of the script. */
  readonly times?: number | 'always';
  /** Milliseconds after which it answers. */
  readonly afterMs?: number;
  /** What the answer is said to have used, where that is not the usual. */
  readonly used?: Used;
};

/** A call of one of the agent's tools. `custom` ones take a text instead of an object. */
export interface ToolCall {
  readonly name: string;
  readonly input: object | string;
}

/** One answer of the model: words, and at most one tool call after them. */
export interface Answer {
  readonly text: string;
  readonly tool: ToolCall | null;
}

/** Tokens of one answer. */
export interface Used {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

/** What every request is said to have used, unless its step says otherwise. */
export const USED: Used = { input: 1_200, cached: 800, output: 34, reasoning: 5 };

/** Anything that was read from JSON and is looked into. */
export type Json = Readonly<Record<string, unknown>>;

/** A value as a list of objects; an empty one when it is none. */
export const objects = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];

/** A text in two pieces, as a stream brings it. */
export const pieces = (text: string): readonly string[] => {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter((piece) => piece !== '');
};

/** A command as a shell starts it, in the background when it lingers. */
export const shellLine = ({ command, lingers = false }: Extract<Step, { do: 'shell' }>): string =>
  lingers ? `${command} > /dev/null 2>&1 & sleep 1` : command;

import type { Refusal, RefusalKind } from './refusals/refusal.js';
import type { Answer, Json, Step, ToolCall, Used } from './step.js';

/** A request as a dialect needs it to answer. */
export interface Asked {
  readonly body: Json;
  readonly model: string;
  readonly stream: boolean;
  readonly used: Used;
  /** Grows with every request; makes the ids. */
  readonly n: number;
}

/** How one of the model APIs is spoken. Pure: a request in, the pieces of a response out. */
export interface Dialect {
  /** The tools that a request offers; a request without any is a side call, such as one for a title. */
  tools(body: Json): readonly string[];
  /** The tool call that does a step, in the vocabulary of the agent that speaks this dialect. */
  tool(
    step: Extract<Step, { do: 'write' | 'shell' | 'answer' }>,
    folder: string,
    tools: readonly string[],
  ): ToolCall | null;
  /** How the provider refuses a request. */
  refusal(kind: RefusalKind, model: string): Refusal;
  /** How it tells of a failure in a stream that has begun, where it does. */
  broken?(refusal: Refusal, n: number): readonly string[];
  /** The frames of a streamed answer, or one body. */
  answer(asked: Asked, answer: Answer): readonly string[];
}

/** A frame of server-sent events. */
export const frame = (data: object | string, event: string | null = null): string =>
  `${event === null ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

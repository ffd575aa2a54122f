import * as z from 'zod';
import { jsonLine } from './json-line.js';

// Events of `opencode run --format json`, version 1.18.33; agent-clis-today.md 3. Unknown ones are ignored.

const count = z.number().catch(0);
const words = z.string().nullish().catch(null);
const sessionID = z.string();

const openCodeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step_start'), sessionID }),
  z.object({
    type: z.literal('text'),
    sessionID,
    part: z.object({ text: z.string(), synthetic: z.boolean().nullish().catch(null) }),
  }),
  z.object({
    type: z.literal('tool_use'),
    sessionID,
    part: z.object({
      tool: z.string(),
      state: z.object({ input: z.record(z.string(), z.unknown()).catch({}) }).catch({ input: {} }),
    }),
  }),
  z.object({
    type: z.literal('step_finish'),
    sessionID,
    part: z.object({
      reason: z.string(),
      cost: count,
      tokens: z
        .object({
          input: count,
          output: count,
          reasoning: count,
          cache: z.object({ read: count, write: count }).catch({ read: 0, write: 0 }),
        })
        .nullish()
        .catch(null),
    }),
  }),
  z.object({
    type: z.literal('error'),
    error: z.object({
      name: z.string().catch('error'),
      data: z
        .object({ message: words, statusCode: z.number().nullish().catch(null) })
        .nullish()
        .catch(null),
    }),
  }),
]);
export type OpenCodeEvent = z.infer<typeof openCodeEvent>;
export type StepFinish = Extract<OpenCodeEvent, { type: 'step_finish' }>['part'];
export type OpenCodeError = Extract<OpenCodeEvent, { type: 'error' }>['error'];

/** The event of a line; null for a line that is none. */
export const readOpenCodeEvent = (line: string): OpenCodeEvent | null =>
  openCodeEvent.safeParse(jsonLine(line)).data ?? null;

/** What the API said, in a line of its log about a try that failed; null for any other line. */
export function failedTry(line: string): string | null {
  if (!line.includes('message="stream error"') || line.includes('small=true')) return null;
  return /error\.error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1]?.replace(/^\w*Error: /, '') ?? null;
}

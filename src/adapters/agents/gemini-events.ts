import * as z from 'zod';
import { jsonLine } from './json-line.js';

// Events of `gemini -o stream-json`, version 0.61.0; agent-clis-today.md 3. Unknown ones are ignored.

const count = z.number().catch(0);

const geminiEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('init'), session_id: z.string() }),
  z.object({ type: z.literal('message'), role: z.string(), content: z.string() }),
  z.object({
    type: z.literal('tool_use'),
    tool_name: z.string(),
    parameters: z.record(z.string(), z.unknown()).catch({}),
  }),
  z.object({ type: z.literal('tool_result') }),
  z.object({
    type: z.literal('result'),
    status: z.string(),
    error: z
      .object({ message: z.string().catch('') })
      .nullish()
      .catch(null),
    stats: z
      .object({ total_tokens: count, input_tokens: count, output_tokens: count, cached: count })
      .nullish()
      .catch(null),
  }),
]);
export type GeminiEvent = z.infer<typeof geminiEvent>;

/** The event of a line; null for a line that is none, and for the prompt, which comes back whole. */
export const readGeminiEvent = (line: string): GeminiEvent | null =>
  line.slice(0, 200).includes('"role":"user"') ? null : (geminiEvent.safeParse(jsonLine(line)).data ?? null);

import * as z from 'zod';
import { jsonLine } from './json-line.js';

// Events of `codex exec --json`, version 0.169.0; agent-clis-today.md 3. Unknown ones, and unknown items, are ignored.

const words = z.string().nullish().catch(null);
const count = z.number().catch(0);

const item = z.object({
  type: z.string(),
  text: words,
  command: words,
  query: words,
  server: words,
  tool: words,
  changes: z.array(z.object({ path: z.string() })).catch([]),
});
export type CodexItem = z.infer<typeof item>;

const usage = z.object({ input_tokens: count, cached_input_tokens: count, output_tokens: count });

const codexEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread.started'), thread_id: z.string() }),
  z.object({ type: z.literal('item.started'), item }),
  z.object({ type: z.literal('item.completed'), item }),
  /** Also told of a try that is repeated; only `turn.failed` is final. */
  z.object({ type: z.literal('error'), message: z.string() }),
  z.object({ type: z.literal('turn.completed'), usage: usage.nullish().catch(null) }),
  z.object({ type: z.literal('turn.failed'), error: z.object({ message: z.string() }) }),
]);
export type CodexEvent = z.infer<typeof codexEvent>;

/** The event of a line; null for a line that is none. */
export const readCodexEvent = (line: string): CodexEvent | null => codexEvent.safeParse(jsonLine(line)).data ?? null;

import * as z from 'zod';
import { err, ok } from '../../domain/result.js';
import type { AgentAdapter, Envelope } from '../../ports/agent-adapter.js';
import { endedByUs, endFailure } from './end-failure.js';
import type { Tool } from './failure-words.js';
import { withSchema } from './with-schema.js';

const TOOL = { cli: 'demo', signIn: 'the demo agent needs no account', model: null };
const INSTALL = 'the demo agent is part of millstone; reinstall it';

const doingLine = z.object({ type: z.literal('doing'), text: z.string() });
const resultLine = z.object({
  type: z.literal('result'),
  text: z.string(),
  structured: z.boolean(),
  conversation: z.string(),
});

/**
 * The built-in agent: a program of this package that plays every role offline (P3). It is started, read and ended like
 * any other agent, so that what it shows is what millstone does.
 */
export const demo = (node: string, program: string): AgentAdapter => ({
  id: 'demo',
  program: node,
  install: INSTALL,
  command: (request) => ({
    args: [program, '--role', request.role, '--purpose', request.purpose],
    stdin: withSchema(request.prompt, request.schema),
  }),
  tells: { tokens: false, money: false },
  envelope: ({ now }) => demoEnvelope({ ...TOOL, now }),
});

function demoEnvelope(tool: Tool): Envelope {
  let result: z.infer<typeof resultLine> | null = null;
  return {
    line(text) {
      let event: unknown;
      try {
        event = JSON.parse(text);
      } catch {
        return null;
      }
      const final = resultLine.safeParse(event);
      if (final.success) result = final.data;
      const doing = doingLine.safeParse(event);
      return doing.success ? { doing: doing.data.text, outputTokens: null, costUsd: null } : null;
    },
    close(end) {
      if (result === null || endedByUs(end)) return err(endFailure(end, tool, INSTALL));
      const { text, structured, conversation } = result;
      return ok({ reply: { text, structured, conversation, usage: null }, conversationCostUsd: null });
    },
  };
}

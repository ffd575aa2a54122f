import type { AgentFailure, Usage } from '../../domain/agent.js';
import type { Progress } from '../../domain/progress.js';
import { err, ok } from '../../domain/result.js';
import type { CallFacts, Envelope } from '../../ports/agent-adapter.js';
import { brief, toolPhrase } from './doing.js';
import { endedByUs, endFailure } from './end-failure.js';
import { failureOf, isFinal, kindIn, kindOfStatus, type Tool } from './failure-words.js';
import { failedTry, type OpenCodeError, readOpenCodeEvent, type StepFinish } from './opencode-events.js';
import { addStep } from './opencode-usage.js';

/** Tries of a prompt that is too long: it makes itself shorter and tries again, with some models without an end. */
const TRIES_TOO_LONG = 3;

/** Reads one call of OpenCode. */
export function openCodeEnvelope(tool: Tool, install: string, about: CallFacts): Envelope {
  let conversation: string | null = null;
  let said: string[] = [];
  let last: StepFinish | null = null;
  let error: OpenCodeError | null = null;
  let usage: Usage | null = null;
  let lost: AgentFailure | null = null;
  let tooLong = 0;

  const progress = (doing: string): Progress | null =>
    doing === '' ? null : { doing, outputTokens: usage?.outputTokens ?? null, costUsd: usage?.costUsd ?? null };

  return {
    line(line) {
      const event = readOpenCodeEvent(line);
      if (event !== null && 'sessionID' in event) conversation = event.sessionID;
      switch (event?.type) {
        case 'step_start':
          // The last step alone is the answer; what came before it are remarks on the way.
          said = [];
          error = null;
          last = null;
          return null;
        case 'text':
          if (event.part.synthetic !== true) said.push(event.part.text);
          return progress(brief(event.part.text));
        case 'tool_use':
          return progress(toolPhrase(event.part.tool, event.part.state.input, about.folder));
        case 'step_finish':
          last = event.part;
          usage = addStep(usage, event.part);
          return null;
        case 'error':
          error = event.error;
          return null;
        default:
          return null;
      }
    },
    errorLine(line) {
      const says = failedTry(line);
      if (says === null) return null;
      const kind = kindIn(says);
      tooLong += kind === 'too-long' ? 1 : 0;
      // It tries again even what its provider will never allow, for more than a minute.
      if (kind !== null && (isFinal(kind) || tooLong >= TRIES_TOO_LONG)) lost ??= failureOf(kind, says, tool);
      return progress(`waiting for the API: ${brief(says)}`);
    },
    hopeless: () => lost,
    wasted: () => ({ usage, conversation, conversationCostUsd: null }),
    close(ended) {
      const end = { ...ended, stderrTail: withoutLog(ended.stderrTail) };
      if (endedByUs(end)) return err(endFailure(end, tool, install));
      if (error !== null) return err(failed(error, tool));
      const done = last?.reason === 'stop';
      if (!done || end.ending.kind !== 'exited' || end.ending.code !== 0) return err(unfinished());
      const text = said.join('\n').trim();
      return ok({ reply: { text, structured: false, conversation, usage }, conversationCostUsd: null });

      function unfinished(): AgentFailure {
        const failure = endFailure(end, tool, install);
        if (failure.reason !== 'garbled' || last === null) return failure;
        const why = `it stopped in the middle of its work (${last.reason}), maybe since it was not permitted something`;
        return { reason: 'garbled', cli: tool.cli, why };
      }
    },
  };
}

/** Its log was only asked for to hear of tries that fail. */
const withoutLog = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => !line.startsWith('timestamp='))
    .join('\n');

function failed({ name, data }: OpenCodeError, tool: Tool): AgentFailure {
  const says = data?.message ?? name;
  const kind = kindIn(says) ?? kindOfStatus(data?.statusCode ?? 0);
  return kind === null ? { reason: 'garbled', cli: tool.cli, why: says } : failureOf(kind, says, tool);
}

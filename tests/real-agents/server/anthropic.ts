import { join } from 'node:path';
import { type Dialect, frame } from './dialect.js';
import { anthropicRefusal } from './refusals/anthropic.js';
import { objects, pieces, shellLine } from './step.js';

/** Anthropic Messages, as Claude Code speaks it: `POST /v1/messages`, server-sent events. */
export const anthropic: Dialect = {
  tools: (body) => objects(body.tools).map((tool) => String(tool.name)),
  tool(step, folder, tools) {
    switch (step.do) {
      case 'write':
        return { name: 'Write', input: { file_path: join(folder, step.path), content: step.content } };
      case 'shell':
        return { name: 'Bash', input: { command: shellLine(step), description: 'as scripted' } };
      case 'answer':
        return tools.includes('StructuredOutput') ? { name: 'StructuredOutput', input: step.value } : null;
    }
  },
  refusal: anthropicRefusal,
  broken: ({ body }) => [frame(body, 'error')],
  answer({ model, stream, n, used }, { text, tool }) {
    const id = `msg_${String(n).padStart(6, '0')}`;
    const content: object[] = [
      ...(text === '' ? [] : [{ type: 'text', text }]),
      ...(tool === null ? [] : [{ type: 'tool_use', id: `toolu_${n}`, name: tool.name, input: tool.input }]),
    ];
    const stop_reason = tool === null ? 'end_turn' : 'tool_use';
    const usage = {
      input_tokens: used.input,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: used.cached,
      output_tokens: used.output,
    };
    const message = { id, type: 'message', role: 'assistant', model, stop_sequence: null };
    if (!stream) return [JSON.stringify({ ...message, content, stop_reason, usage })];
    const frames: string[] = [];
    const out = (type: string, more: object): void => void frames.push(frame({ type, ...more }, type));
    out('message_start', {
      message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
    });
    let index = 0;
    const block = (start: object, deltas: readonly object[]): void => {
      out('content_block_start', { index, content_block: start });
      for (const delta of deltas) out('content_block_delta', { index, delta });
      out('content_block_stop', { index });
      index++;
    };
    if (text !== '') {
      block(
        { type: 'text', text: '' },
        pieces(text).map((piece) => ({ type: 'text_delta', text: piece })),
      );
    }
    if (tool !== null) {
      block(
        { type: 'tool_use', id: `toolu_${n}`, name: tool.name, input: {} },
        pieces(JSON.stringify(tool.input)).map((partial_json) => ({ type: 'input_json_delta', partial_json })),
      );
    }
    out('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: used.output } });
    out('message_stop', {});
    return frames;
  },
};

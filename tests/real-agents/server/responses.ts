import { type Dialect, frame } from './dialect.js';
import { openAiRefusal } from './refusals/openai.js';
import { objects, pieces } from './step.js';

/** A patch in Codex's own format that adds a file, or replaces it. */
const patch = (path: string, content: string): string => {
  const added = content
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `+${line}`)
    .join('\n');
  return `*** Begin Patch\n*** Add File: ${path}\n${added}\n*** End Patch\n`;
};

/** OpenAI Responses, as Codex speaks it: `POST /v1/responses`, server-sent events. */
export const responses: Dialect = {
  tools: (body) => objects(body.tools).map((tool) => String(tool.name ?? tool.type)),
  tool(step) {
    switch (step.do) {
      case 'write':
        return { name: 'apply_patch', input: patch(step.path, step.content) };
      case 'shell':
        // What a command leaves in the background ends with it; one that takes longer goes on by itself.
        return {
          name: 'exec_command',
          input: { cmd: step.command, ...(step.lingers ? { yield_time_ms: 1_000 } : {}) },
        };
      case 'answer':
        return null;
    }
  },
  refusal: openAiRefusal,
  broken({ body }, n) {
    const response = { id: `resp_${n}`, object: 'response', created_at: 0, status: 'failed', output: [], usage: null };
    return [
      frame({ type: 'response.failed', sequence_number: 0, response: { ...response, ...body } }, 'response.failed'),
    ];
  },
  answer({ model, stream, n, used }, { text, tool }) {
    const items: Record<string, unknown>[] = [];
    if (text !== '') {
      const content = [{ type: 'output_text', text, annotations: [] }];
      items.push({ type: 'message', id: `msg_${n}`, role: 'assistant', status: 'completed', content });
    }
    if (tool !== null) {
      const call = { id: `call_${n}`, call_id: `call_${n}`, name: tool.name, status: 'completed' };
      items.push(
        typeof tool.input === 'string'
          ? { ...call, type: 'custom_tool_call', input: tool.input }
          : { ...call, type: 'function_call', arguments: JSON.stringify(tool.input) },
      );
    }
    const usage = {
      input_tokens: used.input,
      input_tokens_details: { cached_tokens: used.cached },
      output_tokens: used.output,
      output_tokens_details: { reasoning_tokens: used.reasoning },
      total_tokens: used.input + used.output,
    };
    const base = { id: `resp_${n}`, object: 'response', created_at: 0, model };
    const whole = { ...base, status: 'completed', output: items, usage };
    if (!stream) return [JSON.stringify(whole)];
    const frames: string[] = [];
    const out = (type: string, more: object): void =>
      void frames.push(frame({ type, sequence_number: frames.length, ...more }, type));
    out('response.created', { response: { ...base, status: 'in_progress', output: [], usage: null } });
    for (const [output_index, item] of items.entries()) {
      const at = { item_id: item.id, output_index, content_index: 0 };
      const empty = { ...item, status: 'in_progress', content: [] };
      out('response.output_item.added', { output_index, item: item.type === 'message' ? empty : item });
      if (item.type === 'message') {
        out('response.content_part.added', { ...at, part: { type: 'output_text', text: '', annotations: [] } });
        for (const delta of pieces(text)) out('response.output_text.delta', { ...at, delta });
        out('response.output_text.done', { ...at, text });
      }
      out('response.output_item.done', { output_index, item });
    }
    out('response.completed', { response: whole });
    return frames;
  },
};

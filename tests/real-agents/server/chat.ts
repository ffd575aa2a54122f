import { join } from 'node:path';
import { type Dialect, frame } from './dialect.js';
import { openAiRefusal } from './refusals/openai.js';
import { type Json, objects, pieces, shellLine } from './step.js';

/** OpenAI-compatible chat completions, as OpenCode speaks it with a provider of its configuration. */
export const chat: Dialect = {
  tools: (body) => objects(body.tools).map((tool) => String((tool.function as Json | undefined)?.name)),
  tool(step, folder) {
    switch (step.do) {
      case 'write':
        return { name: 'write', input: { filePath: join(folder, step.path), content: step.content } };
      case 'shell':
        return { name: 'bash', input: { command: shellLine(step), description: 'as scripted' } };
      case 'answer':
        return null;
    }
  },
  refusal: openAiRefusal,
  broken: ({ body }) => [frame(body)],
  answer({ model, stream, n, used }, { text, tool }) {
    const usage = {
      prompt_tokens: used.input,
      completion_tokens: used.output,
      total_tokens: used.input + used.output,
      prompt_tokens_details: { cached_tokens: used.cached },
      completion_tokens_details: { reasoning_tokens: used.reasoning },
    };
    const base = { id: `chatcmpl-${n}`, created: 0, model };
    const call =
      tool === null
        ? null
        : {
            index: 0,
            id: `call_${n}`,
            type: 'function',
            function: { name: tool.name, arguments: JSON.stringify(tool.input) },
          };
    const finish_reason = call === null ? 'stop' : 'tool_calls';
    if (!stream) {
      const message = { role: 'assistant', content: text, ...(call === null ? {} : { tool_calls: [call] }) };
      const choices = [{ index: 0, message, finish_reason }];
      return [JSON.stringify({ ...base, object: 'chat.completion', choices, usage })];
    }
    const chunk = (delta: object, finish: string | null = null): string =>
      frame({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] });
    return [
      chunk({ role: 'assistant', content: '' }),
      ...pieces(text).map((content) => chunk({ content })),
      ...(call === null ? [] : [chunk({ tool_calls: [call] })]),
      chunk({}, finish_reason),
      frame({ ...base, object: 'chat.completion.chunk', choices: [], usage }),
      frame('[DONE]'),
    ];
  },
};

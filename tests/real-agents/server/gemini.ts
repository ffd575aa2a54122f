import { join } from 'node:path';
import { type Dialect, frame } from './dialect.js';
import { geminiRefusal } from './refusals/gemini.js';
import { objects, pieces, shellLine } from './step.js';

/** Gemini generateContent, as Gemini CLI speaks it: `POST /v1beta/models/M:streamGenerateContent`. */
export const gemini: Dialect = {
  tools: (body) =>
    objects(body.tools).flatMap((tool) => objects(tool.functionDeclarations).map((one) => String(one.name))),
  tool(step, folder) {
    switch (step.do) {
      case 'write':
        return { name: 'write_file', input: { file_path: join(folder, step.path), content: step.content } };
      case 'shell':
        return { name: 'run_shell_command', input: { command: shellLine(step), description: 'as scripted' } };
      case 'answer':
        return null;
    }
  },
  refusal: geminiRefusal,
  answer({ model, stream, n, used }, { text, tool }) {
    const usageMetadata = {
      promptTokenCount: used.input,
      candidatesTokenCount: used.output,
      cachedContentTokenCount: used.cached,
      thoughtsTokenCount: used.reasoning,
      totalTokenCount: used.input + used.output + used.reasoning,
    };
    const chunk = (parts: readonly object[], last: boolean): object => ({
      candidates: [{ content: { role: 'model', parts }, index: 0, ...(last ? { finishReason: 'STOP' } : {}) }],
      usageMetadata,
      modelVersion: model,
      responseId: `response_${n}`,
    });
    const call =
      tool === null
        ? []
        : [{ functionCall: { id: `call_${n}`, name: tool.name, args: tool.input }, thoughtSignature: 'c2ln' }];
    if (!stream) return [JSON.stringify(chunk([...(text === '' ? [] : [{ text }]), ...call], true))];
    const parts = [...pieces(text).map((piece) => ({ text: piece })), ...call];
    return parts.map((part, at) => frame(chunk([part], at === parts.length - 1)));
  },
};

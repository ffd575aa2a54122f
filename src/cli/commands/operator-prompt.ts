import { join } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { err, ok } from '../../domain/result.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { answered } from './answer.js';

/** `millstone --print-operator-prompt`: what a coding agent needs to drive this very version. Returns the exit code. */
export const operatorPromptCommand = (
  request: RequestOf<'print-operator-prompt'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  answered(request, host, leave, async () => {
    const file = join(host.places.operatorPrompts, `${request.which}.md`);
    const text = await nodeFiles.read(file);
    const missing = { what: text.ok ? `${file} is missing` : text.error, fix: 'install millstone again' };
    if (!text.ok || text.value === null) return err({ reason: 'preflight', problems: [missing] });
    const stamped = `<!-- millstone ${host.version}, operator prompt: ${request.which} -->\n\n${text.value}`;
    return ok({ exit: 0, says: stamped, json: { type: 'operator-prompt', which: request.which, text: stamped } });
  });

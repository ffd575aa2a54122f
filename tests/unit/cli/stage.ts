import { PassThrough } from 'node:stream';
import type { Host } from '../../../src/cli/host.js';

/** A host that keeps what is written; no terminal, unless told. */
export function stage(over: Partial<Host> = {}) {
  const written = { out: '', err: '' };
  const plain = { live: false, coloured: false };
  const host: Host = {
    cwd: '/nowhere',
    env: {},
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    outTerminal: plain,
    errTerminal: plain,
    node: 'node',
    version: '1.2.3',
    places: {
      prompts: '/nowhere',
      operatorPrompts: '/nowhere',
      guard: '/nowhere',
      demoAgent: '/nowhere',
      stageChild: '/nowhere',
    },
    ...over,
  };
  return { host, written };
}

import { stripVTControlCharacters } from 'node:util';
import type { AgentFailure } from '../../domain/agent.js';
import type { Ended } from '../../ports/process.js';
import { failureOf, kindIn, type Tool } from './failure-words.js';

/** Characters of a tool's own words that a failure carries. */
export const SAYS = 2_000;

/** Whether the call was ended from outside: then even a result that came before is not the end of its work. */
export const endedByUs = ({ ending }: Ended): boolean =>
  ending.kind === 'silent' || ending.kind === 'timeout' || ending.kind === 'cancelled';

/**
 * Why a call that brought no answer failed, from how its process ended and what it printed. `install` tells how to get
 * the tool. A tool that ends well without an answer is garbled: nothing it did counts as a reply.
 */
export function endFailure(end: Ended, tool: Tool, install: string): AgentFailure {
  const { cli } = tool;
  const words = stripVTControlCharacters(`${end.stderrTail}\n${plainWords(end.stdoutTail)}`).trim();
  const says = words.slice(-SAYS);
  switch (end.ending.kind) {
    case 'not-found':
      return { reason: 'not-installed', cli, install };
    case 'not-started':
      return {
        reason: 'refused-to-start',
        cli,
        says: end.ending.why,
        fix: `check that ${cli} can be started in the repository`,
      };
    case 'silent':
      return { reason: 'silent', cli, ms: end.ending.ms };
    case 'timeout':
      return { reason: 'timeout', cli, ms: end.ending.ms };
    case 'signalled':
      return { reason: 'killed', cli, signal: end.ending.signal, says };
    case 'cancelled':
      return { reason: 'killed', cli, signal: 'SIGTERM', says };
    case 'exited': {
      const { code } = end.ending;
      if (code === 0) return { reason: 'garbled', cli, why: 'it ended without a result' };
      const kind = kindIn(words);
      if (kind !== null) return failureOf(kind, words, tool);
      // A shell, and many tools, report a death by signal n as exit code 128 + n.
      if (code > 128 && code < 160) return { reason: 'killed', cli, signal: `signal ${code - 128}`, says };
      return { reason: 'exit', cli, code, says };
    }
  }
}

/**
 * What a tool printed beside its events. In those are the words of the model and of the files it read, which say
 * nothing about the tool's own failure; where the tail begins, one may be cut.
 */
const plainWords = (stdout: string): string =>
  stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('{') && !line.endsWith('}') && line.length <= SAYS)
    .join('\n');

import type { AgentFailure } from '../../domain/agent.js';
import type { Ended } from '../../ports/process.js';
import { failureIn, type Tool } from './failure-words.js';

/** Characters of a tool's own words that a failure carries. */
const SAYS = 2_000;

/**
 * Why a call that brought no answer failed, from how its process ended and what it printed. `install` tells how to get
 * the tool. A tool that ends well without an answer is garbled: nothing it did counts as a reply.
 */
export function endFailure(end: Ended, tool: Tool, install: string): AgentFailure {
  const { cli } = tool;
  const says = (end.stderrTail.trim() || end.stdoutTail.trim()).slice(-SAYS);
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
      const known = code === 0 ? null : failureIn(`${end.stderrTail}\n${end.stdoutTail}`, tool);
      if (known !== null) return known;
      // A shell, and many tools, report a death by signal n as exit code 128 + n.
      if (code > 128 && code < 160) return { reason: 'killed', cli, signal: `signal ${code - 128}`, says };
      return code === 0
        ? { reason: 'garbled', cli, why: 'it ended without a result' }
        : { reason: 'exit', cli, code, says };
    }
  }
}

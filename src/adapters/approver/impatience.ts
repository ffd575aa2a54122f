import type { Impatience } from '../../ports/impatience.js';
import type { Input } from './asker.js';

/** What was typed while an agent was at work comes at once, within this time; it is not about the wait. */
const TYPED_BEFORE_MS = 100;

/**
 * A person at a terminal who presses Enter. Whole lines are read, since single keys would need the terminal in a mode
 * in which Ctrl-C is a key like any other, and which a crash would leave behind.
 */
export function terminalImpatience(input: Input): Impatience {
  return {
    possible: input.isTTY === true,
    asked(signal) {
      return new Promise((resolve) => {
        if (input.isTTY !== true || signal.aborted) return;
        const began = performance.now();
        const done = (): void => {
          if (performance.now() - began < TYPED_BEFORE_MS) return;
          input.off('data', done);
          signal.removeEventListener('abort', away);
          input.pause();
          resolve();
        };
        const away = (): void => {
          input.off('data', done);
          input.pause();
        };
        signal.addEventListener('abort', away, { once: true });
        input.on('data', done);
        input.resume();
      });
    },
  };
}

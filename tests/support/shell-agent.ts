import { printed } from './fake-agent-turn.js';
import { approved, changesRequested, sane } from './scripted-agents.js';

/** Replies that an agent of shell text prints, by the name of their file. */
export const REPLIES: Readonly<Record<string, string>> = {
  yes: printed({ on: 'review', says: approved() }),
  no: printed({ on: 'review', says: changesRequested('two is wanted') }),
  sane: printed({ on: 'sanity-build', says: sane }),
  context: printed({ on: 'context', says: { summary: 'a is there', key_decisions: ['it is in a.txt'] } }),
  done: printed({ on: 'build', says: 'done' }),
};

/**
 * An agent that does the same whenever it is asked for something, however often, and notes down every call with what it
 * was for. `cases` are the arms of a shell `case` on the name of the prompt; `$home` is a folder of the test that holds
 * the replies.
 */
export const shellAgent = (home: string, cases: string): string => `#!/bin/sh
home='${home}'
prompt=$(cat)
template=$(printf '%s\\n' "$prompt" | grep -o 'prompt_name: [a-z_]*' | tail -n 1 | cut -d ' ' -f 2)
echo "$template" >> "$home/calls"
case "$template" in
${cases}
  sanity_check_impl) cat "$home/sane" ;;
  context_extraction_prompt) cat "$home/context" ;;
  *) echo "asked for $template" >&2; exit 9 ;;
esac
`;

import type { RunEvent } from '../domain/event.js';
import { isReadOnly } from '../domain/role.js';
import type { Line } from './line.js';
import { stepRow, wordsUnder } from './step-row.js';
import type { View } from './view.js';

/** What an agent answered, for those who want to read along, and how long it took to commit. */
export function agentWords(event: Extract<RunEvent, { type: 'agent-answered' }>, view: View): readonly Line[] {
  const { call, role, ms, text } = event;
  const purpose = view.purposeOf(call);
  // A reader's JSON becomes a verdict, which the next line tells; anything else it says is worth showing.
  const said =
    isReadOnly({ role, purpose: purpose ?? 'build' }) && isJson(text) ? [] : wordsUnder(text, 'detail', 'dim', '| ');
  if (purpose !== 'commit') return said;
  return [...said, stepRow(view, { who: 'commit', cli: view.agentOf(call), ms, words: 'answered', level: 'detail' })];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { readAbout } from '../../../formats/task-about.js';
import { block, taskIn } from './prompt-parts.js';

/** The git commands that commit the files a commit prompt lists. */
export function commitArguments(prompt: string): { readonly add: string[]; readonly commit: string[] } {
  const files = (block(prompt, 'The files of the approved change') ?? '')
    .split('\n')
    // A row is status, counts, name; the name is escaped like a JSON string.
    .map((row) => /^(?:added|modified|deleted|renamed|type-changed)\s+(?:\+\d+ -\d+|binary)\s+(.+)$/.exec(row)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => JSON.parse(`"${name}"`) as string);
  const { title } = readAbout(taskIn(prompt));
  const letters = [...title];
  const subject = letters.length > 50 ? `${letters.slice(0, 49).join('')}…` : title;
  const body = `The note says what the task is and how to check it. Written by the demo\nagent of millstone.`;
  return {
    add: ['add', '--', ...files],
    commit: ['commit', '--quiet', '-m', `${subject}\n\n${body}\n\nMade-with: millstone`],
  };
}

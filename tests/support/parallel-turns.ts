import type { FakeTurn } from './fake-agent-turn.js';
import { approved } from './scripted-agents.js';

/** A task that writes a file of its name, or others, is approved at once and committed. */
export const turns = (id: string, more: Partial<FakeTurn> = {}): readonly FakeTurn[] => [
  { task: id, on: 'build', says: 'done', edits: { [`${id}.ts`]: `${id}\n` }, ...more },
  { task: id, on: 'review', says: approved() },
  { task: id, on: 'commit', runs: `git add -A && git commit -qm "Add ${id}"` },
];

/** A tasklist of tasks by their ids, each with what is said about it. */
export const list = (...tasks: readonly (readonly [id: string, ...about: readonly string[]])[]): string =>
  tasks
    .map(([id, ...about]) => [`- [ ] Add ${id}`, `  - ID: ${id}`, ...about.map((one) => `  - ${one}`), ''].join('\n'))
    .join('');

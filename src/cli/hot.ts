// What a start of a run loads, gathered so that the bundle has it in one file (docs/adr/0001-bundled.md).
export { continueCommand } from './commands/continue.js';
export { taskCommand } from './commands/task.js';
export { worklistCommand } from './commands/worklist.js';

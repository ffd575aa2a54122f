import { holds, same } from '../expect.js';
import { eventsOf, millstone } from '../runner.js';
import { answer, review, type Scenario, TASK, WRITES } from '../scenario.js';
import { AGENTS, type Agent } from '../versions.js';

export const unreadable: Scenario = {
  name: 'an unreadable verdict',
  brief: AGENTS,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false']);
    stage.server.script.play([...WRITES, { do: 'say', text: 'Looks good to me: APPROVED.', times: 'always' }]);
    const { exit } = await millstone(stage, ...TASK).ended;
    same('exit code', exit, 1);
    same('commits', stage.log(), ['start']);
    const halted = eventsOf(stage).find((event) => event.type === 'halted');
    same('halt', halted?.type === 'halted' ? halted.halt.reason : null, 'unreadable-reply');
  },
};

/** Whether the read-only mode of a tool keeps its reader from writing at all. */
const HELD_BY_ITSELF: Readonly<Record<Agent, boolean>> = { claude: true, codex: true, gemini: true, opencode: true };

export const readerWrites: Scenario = {
  name: 'a reviewer that writes',
  brief: AGENTS,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play([
      ...WRITES,
      { do: 'write', path: 'sneaky.txt', content: 'x\n', says: 'I will add a file.' },
      { do: 'shell', command: 'echo x > sneaky.txt' },
      answer(review(null)),
    ]);
    const { exit } = await millstone(stage, ...TASK).ended;
    same('sneaky.txt', stage.read('sneaky.txt'), null);
    holds('it is in a commit', !stage.git('log', 'main', '--name-only', '--format=').includes('sneaky.txt'));
    // Refused by its own tool, the review counts; undone by millstone, which is the second lock, it does not.
    const undone = eventsOf(stage).some(({ type }) => type === 'restored');
    same('undone by millstone, exit code', [undone, exit], HELD_BY_ITSELF[cast.reviewer] ? [false, 0] : [true, 1]);
    same('steps not asked for', stage.server.script.remaining, 0);
  },
};

import { holds, same } from '../expect.js';
import { eventsOf, millstone } from '../runner.js';
import { answer, review, type Scenario, TASK, WRITES } from '../scenario.js';
import { AGENTS } from '../versions.js';

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
    holds(
      'it is in a commit',
      !stage.git('log', '--all', '--name-only', '--format=').includes('sneaky.txt') || exit === 1,
    );
    // Refused by its own tool, the review counts; undone by millstone, it does not.
    const undone = eventsOf(stage).some(({ type }) => type === 'restored');
    same('exit code', exit, undone ? 1 : 0);
    same('steps not asked for', stage.server.script.remaining, 0);
  },
};

import { holds, same } from '../expect.js';
import { eventsOf, millstone } from '../runner.js';
import { answer, QUICK, review, type Scenario, TASK } from '../scenario.js';

/** One answer that costs more than the run may use. */
const MUCH = { input: 60_000, cached: 50_000, output: 2_000, reasoning: 0 } as const;

export const brake: Scenario = {
  name: 'more tokens than the run may use',
  brief: QUICK,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    const { script } = stage.server;
    script.play([
      { do: 'write', path: 'hello.txt', content: 'hello\n', says: 'I will write the file.' },
      { do: 'say', text: 'I wrote hello.txt.', used: MUCH },
    ]);
    const stopped = await millstone(stage, ...TASK, '--max-tokens', '20000').ended;
    same('exit code', stopped.exit, 1);
    const halted = eventsOf(stage).find((event) => event.type === 'halted');
    same('halt', halted?.type === 'halted' ? halted.halt.reason : null, 'budget');
    same('commits', stage.log(), ['start']);
    script.play([answer(review(null))]);
    const { exit } = await millstone(stage, '--continue', '--max-tokens', '1000000').ended;
    same('exit code of the run that goes on', exit, 0);
    same('commits in the end', stage.log().length, 2);
    const asked = eventsOf(stage).flatMap((event) => (event.type === 'agent-asked' ? [event.purpose] : []));
    same('calls', asked, ['build', 'review']);
    const [built] = eventsOf(stage).flatMap((event) => (event.type === 'agent-answered' ? [event.usage] : []));
    const told = (built?.inputTokens ?? 0) + (built?.cachedTokens ?? 0);
    holds(`the author's call counts ${told} tokens of input`, told >= 61_200 && told <= 112_000);
    same('steps not asked for, requests without a step', [script.remaining, script.unscripted], [0, 0]);
  },
};

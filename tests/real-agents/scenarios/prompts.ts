import { holds, same } from '../expect.js';
import { eventsOf, millstone, until } from '../runner.js';
import { answer, QUICK, review, type Scenario, TASK, WRITES } from '../scenario.js';

export const bigPrompt: Scenario = {
  name: 'a prompt of 500 KB',
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"', 'prompts_dir = ".millstone/prompts"']);
    const words = 'Nothing of this matters.\n'.repeat(20_000);
    stage.write('.millstone/prompts/task_prompt.md', `{{TASK}}\n\n{{WORKING_DIRECTORY}}\n\n${words}THE VERY END\n`);
    stage.server.script.play([...WRITES, answer(review(null))]);
    const { exit } = await millstone(stage, ...TASK).ended;
    same('exit code', exit, 0);
    const [first] = stage.server.seen.filter(({ main }) => main);
    holds(
      'the prompt did not arrive whole',
      (first?.body.length ?? 0) > 500_000 && first?.body.includes('THE VERY END') === true,
    );
  },
};

export const tooLong: Scenario = {
  name: 'a prompt that is too long, shortened once',
  brief: QUICK,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    const content = `${'Nothing of this matters to anybody. '.repeat(4)}\n`.repeat(400);
    const { script, seen } = stage.server;
    script.play([
      { do: 'write', path: 'big.txt', content, says: 'I will write the file.' },
      { do: 'say', text: 'I wrote big.txt.' },
      { do: 'fail', kind: 'too-long', times: 'always' },
    ]);
    const run = millstone(stage, ...TASK);
    // Some try to help themselves first.
    await until('the reviewer is asked again', () => eventsOf(stage).some(({ type }) => type === 'asked-again'));
    script.play([answer(review(null))]);
    same('exit code', (await run.ended).exit, 0);
    const events = eventsOf(stage);
    const failed = events.flatMap((event) => (event.type === 'agent-failed' ? [event.failure.reason] : []));
    same('failures', failed, ['too-long']);
    const asked = events.flatMap((event) => (event.type === 'agent-asked' ? [event] : []));
    same(
      'calls',
      asked.map(({ purpose }) => purpose),
      ['build', 'review', 'review'],
    );
    const [, whole, short] = asked.map(({ promptChars }) => promptChars);
    holds(`the prompt had ${whole} characters, then ${short}`, (short ?? 0) * 1.5 < (whole ?? 0));
    const again = seen.findLast(({ main, step }) => main && step === 'answer')?.body ?? '';
    holds('it is not told where the whole prompt is', /\.millstone\/runs\/[^ "]+\.prompt/.test(again));
    same('what is not committed', stage.git('status', '--porcelain'), '');
    same('requests without a step', script.unscripted, 0);
  },
};

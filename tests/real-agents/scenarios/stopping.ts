import { holds, same } from '../expect.js';
import { millstone, remains, until } from '../runner.js';
import { answer, review, type Scenario, TASK, WRITES } from '../scenario.js';
import type { Stage } from '../stage.js';

const asked = (stage: Stage, step: string): boolean => stage.server.seen.some((one) => one.step === step);

export const interrupted: Scenario = {
  name: 'Ctrl-C in the middle of an answer',
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play([
      { do: 'write', path: 'half.txt', content: 'half\n' },
      { do: 'stall', text: 'I am about to say that', times: 'always' },
    ]);
    const run = millstone(stage, ...TASK);
    await until('the author is at its second answer', () => asked(stage, 'stall'));
    run.child.kill('SIGINT');
    same('exit code', (await run.ended).exit, 130);
    same('processes left behind', remains(stage), []);
    same('half.txt', stage.read('half.txt'), 'half\n');
  },
};

export const killed: Scenario = {
  name: 'kill -9 in the middle of a call, then --continue',
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play([
      { do: 'write', path: 'half.txt', content: 'half\n' },
      { do: 'stall', text: 'I am about to say that', times: 'always' },
    ]);
    const run = millstone(stage, ...TASK);
    await until('the author is at its second answer', () => asked(stage, 'stall'));
    run.child.kill('SIGKILL');
    await run.ended;
    await until('nothing is left of it', () => remains(stage).length === 0);
    same('half.txt', stage.read('half.txt'), 'half\n');

    stage.server.script.play([...WRITES, answer(review(null))]);
    const { exit, output } = await millstone(stage, '--continue').ended;
    same('exit code', exit, 0);
    holds('it does not say that it goes on', /go(?:es|ing) on|continu/i.test(output));
    same('hello.txt', stage.read('hello.txt'), 'hello\n');
    same('what is not committed', stage.git('status', '--porcelain'), '');
  },
};

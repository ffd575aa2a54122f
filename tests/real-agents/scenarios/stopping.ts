import { holds, same } from '../expect.js';
import { alive, eventsOf, lingering, millstone, remains, until } from '../runner.js';
import { answer, LINGERS, QUICK, review, type Scenario, TASK, WRITES } from '../scenario.js';
import type { Step } from '../server/step.js';
import type { Stage } from '../stage.js';
import { AGENTS } from '../versions.js';

const asked = (stage: Stage, step: string): boolean => stage.server.seen.some((one) => one.step === step);

/** Half of the work, something that goes on by itself, and an answer that never ends. */
const HALF: readonly Step[] = [
  { do: 'write', path: 'half.txt', content: 'half\n', says: 'I will begin.' },
  LINGERS,
  { do: 'stall', text: 'I am about to say that', times: 'always' },
];

export const interrupted: Scenario = {
  name: 'Ctrl-C in the middle of an answer',
  brief: AGENTS,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play(HALF);
    const run = millstone(stage, ...TASK);
    await until('the author is in the middle of its answer', () => asked(stage, 'stall'));
    const pid = await lingering(stage);
    run.child.kill('SIGINT');
    same('exit code', (await run.ended).exit, 130);
    same('processes left behind', remains(stage), []);
    holds('what the agent had started is still there', !alive(pid));
    same('half.txt', stage.read('half.txt'), 'half\n');
  },
};

export const killed: Scenario = {
  name: 'kill -9 in the middle of a call, then --continue',
  brief: QUICK,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play([...WRITES, answer(review('hello.txt:1 half.txt is missing')), ...HALF]);
    const run = millstone(stage, ...TASK);
    await until('the author is in the middle of its second call', () => asked(stage, 'stall'));
    const pid = await lingering(stage);
    run.child.kill('SIGKILL');
    await run.ended;
    await until('nothing is left of it', () => remains(stage).length === 0);
    holds('what the agent had started is still there', !alive(pid));
    same('half.txt', stage.read('half.txt'), 'half\n');

    const before = stage.server.seen.length;
    stage.server.script.play([{ do: 'say', text: 'I went on.' }, answer(review(null))]);
    const { exit, output } = await millstone(stage, '--continue').ended;
    same('exit code', exit, 0);
    holds('it does not say that it goes on', /go(?:es|ing) on|continu/i.test(output));
    const [again] = stage.server.seen.slice(before).filter(({ main }) => main);
    holds('the author does not know its own words any more', again?.body.includes('I wrote hello.txt.') === true);
    holds('the author is not told of its edits', again?.body.includes('half.txt') === true);
    same(
      'calls',
      eventsOf(stage).flatMap((event) => (event.type === 'agent-asked' ? [event.purpose] : [])),
      ['build', 'review', 'fix', 'fix', 'review'],
    );
    same('half.txt', stage.read('half.txt'), 'half\n');
    same('what is not committed', stage.git('status', '--porcelain'), '');
  },
};

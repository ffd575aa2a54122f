import { holds, same } from '../expect.js';
import { eventsOf, millstone, remains } from '../runner.js';
import { answer, review, type Scenario, TASK, WRITES } from '../scenario.js';

export const rateLimit: Scenario = {
  name: 'rate limit, then success',
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play([
      { do: 'fail', status: 429, message: 'Rate limit reached for requests' },
      ...WRITES,
      answer(review(null)),
    ]);
    const { exit } = await millstone(stage, ...TASK).ended;
    same('exit code', exit, 0);
    same('hello.txt', stage.read('hello.txt'), 'hello\n');
    holds(
      'the limit was never met',
      stage.server.seen.some(({ step }) => step === 'fail'),
    );
    // OpenCode cannot be kept from trying again by itself.
    const waited = eventsOf(stage).some(({ type }) => type === 'wait-ended');
    holds('nobody waited', waited || cast.author === 'opencode');
  },
};

export const notSignedIn: Scenario = {
  name: 'not signed in',
  brief: true,
  async show(stage, cast) {
    stage.configure(cast);
    stage.server.script.play([{ do: 'fail', status: 401, message: 'Incorrect API key provided', times: 'always' }]);
    const { exit } = await millstone(stage, ...TASK).ended;
    same('exit code', exit, 1);
    const failed = eventsOf(stage).filter((event) => event.type === 'agent-failed');
    same(
      'failures',
      failed.map(({ failure }) => failure.reason),
      ['not-signed-in'],
    );
    holds('it tried again what cannot succeed', stage.server.seen.filter(({ main }) => main).length <= 2);
    holds('it does not say how to sign in', stage.output.includes('Sign in:'));
  },
};

/** Seconds; OpenCode may take half a minute to ask for the first time where others work beside it. */
const SILENCE = { claude: '12', codex: '12', gemini: '20', opencode: '45' } as const;

export const hang: Scenario = {
  name: 'a hang, ended by the idle limit',
  async show(stage, cast) {
    stage.configure(cast);
    stage.server.script.play([{ do: 'hang', times: 'always' }]);
    const { exit } = await millstone(stage, ...TASK, '--idle-timeout', SILENCE[cast.author]).ended;
    same('exit code', exit, 1);
    const failed = eventsOf(stage).filter((event) => event.type === 'agent-failed');
    same(
      'failures',
      failed.map(({ failure }) => failure.reason),
      ['silent'],
    );
    holds(
      'it was never asked',
      stage.server.seen.some(({ main }) => main),
    );
    same('processes left behind', remains(stage), []);
  },
};

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

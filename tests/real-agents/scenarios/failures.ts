import { holds, same } from '../expect.js';
import { alive, eventsOf, lingering, millstone, remains, until } from '../runner.js';
import { answer, LINGERS, QUICK, review, type Scenario, TASK, WRITES } from '../scenario.js';
import { AGENTS } from '../versions.js';

export const rateLimit: Scenario = {
  name: 'rate limit, then success',
  brief: QUICK,
  async show(stage, cast) {
    stage.configure(cast, ['sanity = false', 'commit_by = "tool"']);
    stage.server.script.play([{ do: 'fail', kind: 'rate-limit', times: 'always' }]);
    const run = millstone(stage, ...TASK);
    // Some try again by themselves before they tell.
    await until('millstone waits', () => eventsOf(stage).some(({ type }) => type === 'wait-began'));
    holds(
      'the limit was never met',
      stage.server.seen.some(({ step }) => step === 'fail'),
    );
    stage.server.script.play([...WRITES, answer(review(null))]);
    same('exit code', (await run.ended).exit, 0);
    same('hello.txt', stage.read('hello.txt'), 'hello\n');
    const events = eventsOf(stage);
    const waits = events.flatMap((event) => (event.type === 'wait-began' ? [event] : []));
    same('waits', [...new Set(waits.map(({ role, cli }) => `${role} ${cli}`))], [`author ${cast.author}`]);
    same('ends of waits', events.filter(({ type }) => type === 'wait-ended').length, waits.length);
    const failed = events.flatMap((event) => (event.type === 'agent-failed' ? [event.failure.reason] : []));
    same('failures', [...new Set(failed)], ['limited']);
    holds('the wait is not told', stage.output.includes(`for ${cast.author} and is asked again`));
    same('requests without a step', stage.server.script.unscripted, 0);
  },
};

export const notSignedIn: Scenario = {
  name: 'not signed in',
  patient: true,
  brief: AGENTS,
  async show(stage, cast) {
    stage.configure(cast);
    stage.server.script.play([{ do: 'fail', kind: 'auth', times: 'always' }]);
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
    stage.server.script.play([LINGERS, { do: 'hang', times: 'always' }]);
    const run = millstone(stage, ...TASK, '--idle-timeout', SILENCE[cast.author]);
    const pid = await lingering(stage);
    same('exit code', (await run.ended).exit, 1);
    const failed = eventsOf(stage).filter((event) => event.type === 'agent-failed');
    same(
      'failures',
      failed.map(({ failure }) => failure.reason),
      ['silent'],
    );
    holds(
      'it did not hang',
      stage.server.seen.some(({ step }) => step === 'hang'),
    );
    holds('what the agent had started is still there', !alive(pid));
    same('processes left behind', remains(stage), []);
  },
};

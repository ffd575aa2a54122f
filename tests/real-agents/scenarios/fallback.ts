import { holds, same } from '../expect.js';
import { eventsOf, millstone } from '../runner.js';
import { answer, type Cast, review, type Scenario, TASK, WRITES } from '../scenario.js';
import type { Stage } from '../stage.js';
import type { Agent } from '../versions.js';

/** Gemini CLI steps in for nobody: without a named model it asks another one first, which one. */
const COMPANY: Readonly<Record<Agent, Omit<Cast, 'author'>>> = {
  claude: { reviewer: 'gemini', standIn: 'codex' },
  codex: { reviewer: 'gemini', standIn: 'claude' },
  gemini: { reviewer: 'codex', standIn: 'claude' },
  opencode: { reviewer: 'codex', standIn: 'claude' },
};

/** The author's quota is used up. The reviewer's agent may not write what it judges; the one that is named may. */
async function show(stage: Stage, { author, reviewer, standIn }: Cast): Promise<void> {
  stage.configure({ author, reviewer }, ['sanity = false', 'commit_by = "tool"', 'rate_limit_wait = 1']);
  stage.server.usedUp.add(author);
  const stoodIn = () => eventsOf(stage).flatMap((event) => (event.type === 'stood-in' ? [event] : []));
  const refused = await millstone(stage, ...TASK, '--fallback', `author=${reviewer}`).ended;
  same('exit code, with the reviewer as the only one to step in', refused.exit, 1);
  same('who stepped in', stoodIn(), []);
  // Not all of them hand on what their provider says of the limit.
  const said = [`The quota of ${author} is used up`, `${author} is limited by its provider`];
  holds(
    'it does not say what is the matter',
    said.some((words) => refused.output.includes(words)),
  );

  stage.server.script.play([...WRITES, answer(review(null))]);
  const { exit } = await millstone(stage, '--continue', '--fallback', `author=${standIn}`).ended;
  same('exit code', exit, 0);
  same(
    'who stepped in',
    stoodIn().map(({ role, cli, by }) => [role, cli, by]),
    [['author', author, standIn]],
  );
  const asked = eventsOf(stage).flatMap((event) =>
    event.type === 'agent-asked' ? [`${event.role} ${event.cli}`] : [],
  );
  same('who was asked', asked, [`author ${author}`, `author ${author}`, `author ${standIn}`, `reviewer ${reviewer}`]);
  same('hello.txt', stage.read('hello.txt'), 'hello\n');
  same('commits', stage.log().length, 2);
  const { script } = stage.server;
  same('steps not asked for, requests without a step', [script.remaining, script.unscripted], [0, 0]);
}

export const fallback: Scenario = {
  name: 'a quota used up, another agent steps in',
  patient: true,
  reviewer: (author) => COMPANY[author].reviewer,
  standIn: (author) => COMPANY[author].standIn,
  show,
};

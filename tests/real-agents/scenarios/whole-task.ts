import { holds, same } from '../expect.js';
import { eventsOf, millstone } from '../runner.js';
import { answer, type Cast, OK, review, type Scenario, TASK } from '../scenario.js';
import type { Seen } from '../server/model-server.js';
import type { Stage } from '../stage.js';
import { AGENTS, type Agent } from '../versions.js';

/** A task from author to commit, with changes requested once and mended in the same conversation. */
async function show(stage: Stage, { author, reviewer }: Cast): Promise<void> {
  stage.configure({ author, reviewer });
  stage.server.script.play([
    { do: 'write', path: 'hello.txt', content: 'helo\n', says: 'I will write the file.' },
    { do: 'say', text: 'I wrote hello.txt.', afterMs: 1_000 },
    answer(OK),
    answer(review('hello.txt:1 a letter is missing')),
    { do: 'shell', command: 'printf "hello\\n" > hello.txt', says: 'I will mend it.' },
    { do: 'say', text: 'I mended the letter.' },
    answer(OK),
    answer(review(null)),
    { do: 'shell', command: 'git add -- hello.txt && git commit -qm "Add hello" -m "Made-with: millstone"' },
    { do: 'say', text: 'I committed it.' },
  ]);
  const { exit } = await millstone(stage, ...TASK).ended;
  same('exit code', exit, 0);
  same('commits', stage.log(), ['Add hello', 'start']);
  same('hello.txt', stage.read('hello.txt'), 'hello\n');
  const { script, seen } = stage.server;
  same('steps not asked for, requests without a step', [script.remaining, script.unscripted], [0, 0]);
  const fix = seen.find(({ step }) => step === 'shell');
  holds('the author did not go on with its conversation', fix?.body.includes('I wrote hello.txt.') === true);
  const events = eventsOf(stage);
  const committed = events.find((event) => event.type === 'committed');
  same('who committed', committed?.type === 'committed' ? committed.by : null, 'author');
  const asked = events.flatMap((event) => (event.type === 'agent-asked' ? [`${event.role} ${event.cli}`] : []));
  const round = [`author ${author}`, `sanity ${reviewer}`, `reviewer ${reviewer}`];
  same('who was asked', asked, [...round, ...round, `author ${author}`]);
  const judged = seen.filter(({ body, main }) => main && body.includes('You are the reviewer in a loop'));
  holds(
    'a reviewer was asked through an API that is not its own, or without the schema',
    judged.length > 0 && judged.every(hasSchema(reviewer)),
  );
  const answered = events.filter((event) => event.type === 'agent-answered');
  holds(
    'a call told no tokens',
    answered.every(({ usage }) => (usage?.outputTokens ?? 0) >= 34),
  );
  const tokens = answered.reduce((sum, { usage }) => sum + (usage?.outputTokens ?? 0), 0);
  // Each request was told as 34 or, with thoughts, 39: nothing is counted twice over resumes.
  const main = seen.filter((one) => one.main).length;
  holds(`${tokens} output tokens for ${main} requests`, tokens >= 34 * main && tokens <= 44 * main);
}

/** Whether a request came from a tool, with the schema of the reply where that tool can take one. */
const hasSchema =
  (agent: Agent) =>
  ({ path, tools, body }: Seen): boolean => {
    switch (agent) {
      case 'claude':
        return path.includes('/messages') && tools.includes('StructuredOutput');
      case 'codex':
        return path.includes('/responses') && body.includes('"json_schema"');
      case 'gemini':
        return path.includes('enerateContent');
      case 'opencode':
        return path.includes('/chat/completions');
      default:
        return agent satisfies never;
    }
  };

const PARTNER: Readonly<Record<Agent, Agent>> = {
  claude: 'codex',
  codex: 'claude',
  gemini: 'opencode',
  opencode: 'gemini',
};

export const wholeTask: Scenario = { name: 'whole task', brief: AGENTS, show };
export const mixedRoles: Scenario = { name: 'mixed roles', reviewer: (author) => PARTNER[author], show };

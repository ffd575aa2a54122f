import type { AgentRequest } from '../../src/ports/agents.js';
import type { Step } from './server/step.js';

const fail = (status: number, message: string): readonly Step[] => [{ do: 'fail', status, message, times: 'always' }];

/** What is recorded of every agent. The conversation of a call is that of the call before it. */
export interface Recording {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly asks?: Partial<AgentRequest>;
  readonly resumes?: boolean;
  /** Variables that are taken away, or replaced. */
  readonly env?: Readonly<Record<string, string>>;
  readonly model?: string;
  /** Whether it is done within seconds by every agent, so that it is heard again in each run and compared. */
  readonly quick?: boolean;
}

const VERDICT = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['OK', 'HALT'] }, reason: { type: 'string' } },
  required: ['status', 'reason'],
  additionalProperties: false,
};

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

export const RECORDINGS: readonly Recording[] = [
  {
    name: 'success',
    quick: true,
    steps: [
      { do: 'write', path: 'hello.txt', content: 'hello\n', says: 'I will write the file.' },
      { do: 'shell', command: 'git add -A && git commit -qm "Add hello"' },
      { do: 'say', text: 'All done.' },
    ],
  },
  { name: 'resumed', quick: true, resumes: true, steps: [{ do: 'say', text: 'Said again.' }] },
  {
    name: 'structured',
    quick: true,
    asks: { role: 'sanity', purpose: 'sanity-build', schema: VERDICT },
    steps: [
      { do: 'answer', value: { status: 'OK', reason: 'fine' } },
      { do: 'say', text: 'Answered.' },
    ],
  },
  {
    name: 'unstructured',
    quick: true,
    asks: { role: 'sanity', purpose: 'sanity-build', schema: VERDICT },
    steps: [{ do: 'say', text: 'It looks OK to me.', times: 'always' }],
  },
  {
    name: 'reader-writes',
    quick: true,
    asks: { role: 'reviewer', purpose: 'review' },
    steps: [
      { do: 'write', path: 'sneaky.txt', content: 'x\n' },
      { do: 'shell', command: 'echo x > sneaky.txt' },
      { do: 'say', text: 'I tried.' },
    ],
  },
  { name: 'limited', steps: fail(429, 'Rate limit reached for requests') },
  { name: 'overloaded', steps: fail(500, 'The server had an error') },
  { name: 'not-signed-in', quick: true, steps: fail(401, 'Incorrect API key provided') },
  { name: 'unknown-model', quick: true, steps: fail(404, 'The model nope does not exist') },
  { name: 'too-long', steps: fail(400, 'prompt is too long: 250000 tokens > 200000 maximum') },
  { name: 'network', steps: [], env: { NOWHERE } },
  {
    name: 'cut',
    quick: true,
    steps: [
      { do: 'cut', text: 'The beginning of an answer' },
      { do: 'say', text: 'Recovered.' },
    ],
  },
  { name: 'lost-conversation', quick: true, steps: [], asks: { conversation: '00000000-0000-4000-8000-000000000000' } },
];

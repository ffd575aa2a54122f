import type { AgentRequest } from '../../src/ports/agents.js';
import type { RefusalKind } from './server/refusals/refusal.js';
import type { Step } from './server/step.js';

const fails = (kind: RefusalKind, inStream = false): readonly Step[] => [
  { do: 'fail', kind, inStream, times: 'always' },
];

/** What is recorded of every agent. The conversation of a call is that of the call before it. */
export interface Recording {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly asks?: Partial<AgentRequest>;
  readonly resumes?: boolean;
  /** Variables that are taken away, or replaced. */
  readonly env?: Readonly<Record<string, string>>;
  readonly model?: string;
  /** With the allowance of a plan instead of a key, where an agent is told so by its environment. */
  readonly subscribed?: boolean;
  /** The agent tries again by itself, as it does with its users. */
  readonly patient?: boolean;
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
  { name: 'limited', steps: fails('rate-limit') },
  { name: 'limited-in-stream', steps: fails('rate-limit', true) },
  { name: 'quota', steps: fails('quota') },
  {
    name: 'quota-midway',
    steps: [{ do: 'write', path: 'midway.txt', content: 'x\n' }, ...fails('quota')],
  },
  { name: 'quota-in-stream', steps: fails('quota', true) },
  { name: 'usage-limit', subscribed: true, steps: fails('usage-limit') },
  { name: 'overloaded', steps: fails('overloaded') },
  { name: 'overloaded-in-stream', steps: fails('overloaded', true) },
  { name: 'server-error', steps: fails('server-error') },
  { name: 'not-signed-in', quick: true, steps: fails('auth') },
  { name: 'not-signed-in-patient', patient: true, steps: fails('auth') },
  { name: 'unknown-model', quick: true, steps: fails('unknown-model') },
  { name: 'too-long', steps: fails('too-long') },
  { name: 'too-long-in-stream', steps: fails('too-long', true) },
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

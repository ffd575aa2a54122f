import type { AgentFailure } from './agent.js';

/** What a failed call means to a person: one sentence, and what to do about it. */
export interface FailureRule<F> {
  readonly say: (failure: F) => string;
  /** Null where there is nothing but to look and start again. */
  readonly fix: (failure: F) => string | null;
}

type Rules = {
  readonly [R in AgentFailure['reason']]: FailureRule<Extract<AgentFailure, { reason: R }>>;
};

const minutes = (ms: number): string =>
  ms < 60_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 6_000) / 10} min`;
const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 300) ?? '';
const saying = (text: string): string => (text.trim() === '' ? '' : `: ${firstLine(text)}`);

/** The one table for failures of agents; a new reason does not compile without its row. */
export const FAILURE_RULES: Rules = {
  'not-installed': { say: (f) => `${f.cli} was not found on PATH.`, fix: (f) => `Install it: ${f.install}` },
  'not-signed-in': { say: (f) => `${f.cli} is not signed in${saying(f.says)}`, fix: (f) => `Sign in: ${f.fix}.` },
  'refused-to-start': { say: (f) => `${f.cli} refused to start${saying(f.says)}`, fix: (f) => `${capital(f.fix)}.` },
  exit: { say: (f) => `${f.cli} ended with exit code ${f.code}${saying(f.says)}`, fix: () => null },
  killed: {
    say: (f) => `${f.cli} was ended by ${f.signal}${saying(f.says)}`,
    fix: (f) =>
      /KILL|9$/.test(f.signal)
        ? 'If nobody ended it, look for a lack of memory.'
        : 'It crashed; look at what it printed (see the log).',
  },
  silent: {
    say: (f) => `${f.cli} was silent for ${minutes(f.ms)} and was ended.`,
    fix: () => 'If it needs longer silences, raise --idle-timeout (seconds; 0 is none).',
  },
  timeout: {
    say: (f) => `${f.cli} took longer than ${minutes(f.ms)} and was ended.`,
    fix: () => 'If it needs longer, raise --timeout (seconds; 0 is none), or make the task smaller.',
  },
  garbled: {
    say: (f) => `${f.cli} gave no answer that can be used${saying(f.why)}`,
    fix: (f) => `Look at what it printed (see the log), and whether this version of ${f.cli} is known to work.`,
  },
  limited: {
    say: (f) => `${f.cli} is limited by its provider${f.until === null ? '' : ` until ${f.until}`}${saying(f.says)}`,
    fix: () => 'Start again later, or choose another agent with --cli.',
  },
  network: {
    say: (f) => `${f.cli} could not reach its provider${saying(f.says)}`,
    fix: () => 'Check the network and the proxy settings.',
  },
  'lost-conversation': {
    say: (f) => `${f.cli} does not know the conversation any more${saying(f.says)}`,
    fix: () => 'Start again: the next call begins a new one.',
  },
  capped: {
    say: (f) => `${f.cli} stopped at the cost that it was allowed${saying(f.says)}`,
    fix: () => 'Allow more with --max-cost, or max_cost_per_task in .millstone/config.toml.',
  },
  quota: {
    say: (f) => `The quota of ${f.cli} is used up${saying(f.says)}`,
    fix: () => 'Raise the quota with the provider, or choose another agent with --cli.',
  },
  'too-long': {
    say: (f) => `The prompt was too long for the model of ${f.cli}${saying(f.says)}`,
    fix: ({ prompt }) => {
      const look = prompt === undefined ? '' : ` What was asked is in ${prompt}.`;
      return `Make the task smaller, or choose a model with a larger context (--model).${look}`;
    },
  },
  'unknown-model': {
    say: (f) => `${f.cli} does not know the model ${f.model}${saying(f.says)}`,
    fix: () => 'Name another one with --model, or with model and model_<role> in .millstone/config.toml.',
  },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The sentence for a failure. */
export const failureSays = (failure: AgentFailure): string => ruleOf(failure).say(failure);

/** What to do about a failure; null when there is nothing special. */
export const failureFix = (failure: AgentFailure): string | null => ruleOf(failure).fix(failure);

const ruleOf = (failure: AgentFailure): FailureRule<AgentFailure> =>
  FAILURE_RULES[failure.reason] as FailureRule<AgentFailure>;

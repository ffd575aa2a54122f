/** What a run, or one of its tasks, may use; null is no limit. Source: decision L26. */
export interface Budget {
  /** US dollars of the run, as its agents report them. */
  readonly costUsd: number | null;
  /** Tokens of the run, in and out, cached ones included. */
  readonly tokens: number | null;
  /** Minutes that the run is at work, over all its processes. */
  readonly minutes: number | null;
  /** US dollars of one task. */
  readonly taskCostUsd: number | null;
}

/** No limits. */
export const NO_BUDGET: Budget = { costUsd: null, tokens: null, minutes: null, taskCostUsd: null };

/** Which limit was reached. */
export type Brake = 'cost' | 'tokens' | 'minutes' | 'task-cost';

/** A limit that was reached. Dollars, tokens or minutes. */
interface Reached {
  readonly what: Brake;
  readonly limit: number;
  readonly used: number;
}

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

/** A short time is not told as none. */
const whole = (minutes: number): number => (minutes < 10 ? Number(minutes.toPrecision(2)) : Math.floor(minutes));

const SAYS: Readonly<Record<Brake, (reached: Reached) => string>> = {
  cost: ({ used, limit }) => `The run has cost ${dollars(used)}, and may cost ${dollars(limit)}.`,
  tokens: ({ used, limit }) => `The run has used ${used} tokens, and may use ${limit}.`,
  minutes: ({ used, limit }) => `The run has been at work for ${whole(used)} minutes, and may be for ${limit}.`,
  'task-cost': ({ used, limit }) => `The task has cost ${dollars(used)}, and may cost ${dollars(limit)}.`,
};

/** What happened, in one sentence. */
export const budgetSays = (reached: Reached): string => SAYS[reached.what](reached);

/** How to go on: twice as much is proposed. */
export function moreBudget({ what, limit }: Reached): string {
  const more = Number((limit * 2).toPrecision(3));
  const file = '.millstone/config.toml';
  return what === 'task-cost'
    ? `Allow more: max_cost_per_task = ${more} in ${file}.`
    : `Allow more when you go on: --max-${what} ${more}.`;
}

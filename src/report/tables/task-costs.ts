import type { TaskCosts } from '../../domain/metrics.js';
import type { Used } from '../../domain/task-record.js';
import { dollars, duration, plural, tokens as short } from '../figures.js';
import { type Line, line, type Tone } from '../line.js';
import { grid } from './grid.js';
import { OWN_CHOICE } from './metrics.js';

const say = (text: string, tone: Tone = 'plain'): Line => line('result', text, tone);

/** What tasks have cost, for a person: by task, role, agent and model. What no tool told is said to be untold (S6). */
export function taskCostLines(costs: TaskCosts): readonly Line[] {
  const { tasks, approved, totalMs, cycles, roles, agents } = costs;
  return [
    say('Cost of the tasks', 'strong'),
    say(`Tasks: ${tasks}, ${approved} approved`),
    say(`Duration per task: ${duration(totalMs / tasks)}; cycles per task: ${(cycles / tasks).toFixed(1)}`),
    say(`Cost per task: ${costPerTask(costs)}`),
    say(`Tokens per task: ${tokensPerTask(costs)}`),
    ...(roles.length === 0
      ? []
      : [
          say(''),
          say('By role:'),
          ...grid(
            ROLE_HEADS,
            roles.map((one) => [one.role, ...figures(one)]),
          ),
        ]),
    ...(agents.length === 0
      ? []
      : [
          say(''),
          say('By agent and model:'),
          ...grid(
            AGENT_HEADS,
            agents.map((one) => [
              ...[one.cli, one.model ?? OWN_CHOICE, one.roles.join(', '), String(one.tasks)],
              ...figures(one),
            ]),
          ),
        ]),
  ];
}

/** What a sum of calls cost: `$0.12`, `at least $0.12`, `not reported`. */
export function costSays({ cost_usd, cost_is_least }: Pick<Used, 'cost_usd' | 'cost_is_least'>): string {
  if (cost_usd === null) return UNTOLD;
  return cost_is_least ? `at least ${dollars(cost_usd)}` : dollars(cost_usd);
}

/** Tokens in and out: `1.2k in, 340 out`, guesses marked as such. */
export function tokensSay({ tokens, source }: Pick<Used, 'tokens' | 'source'>): string {
  if (tokens.input + tokens.output === 0 || source === null) return UNTOLD;
  return `${short(tokens.input)} in, ${short(tokens.output)} out${source === 'estimated' ? ' (estimated)' : ''}`;
}

const UNTOLD = 'not reported';

function costPerTask({ tasks, priced, usd, least, estimated }: TaskCosts): string {
  if (usd === null) return 'not reported by the agents';
  const each = `${least ? 'at least ' : ''}${dollars(usd / priced)}`;
  const total = `${least ? 'at least ' : ''}${dollars(usd)} in all`;
  const source = estimated ? ', in part estimated' : ', as reported';
  const rest = tasks - priced;
  const untold = rest === 0 ? '' : `; of ${plural(rest, 'further task')} none was reported`;
  return `${each} (${total}${source})${untold}`;
}

function tokensPerTask({ tasks, counted, tokens, estimated }: TaskCosts): string {
  if (tokens === null) return 'not reported by the agents';
  const each = { input: Math.round(tokens.input / counted), output: Math.round(tokens.output / counted) };
  const rest = tasks - counted;
  const says = tokensSay({ tokens: each, source: estimated ? 'estimated' : 'reported' });
  return rest === 0 ? says : `${says}; of ${plural(rest, 'further task')} none were reported`;
}

const figures = (used: Used): readonly string[] => [String(used.calls), tokensSay(used), costSays(used)];

const FIGURE_HEADS = [
  { title: 'Calls', right: true },
  { title: 'Tokens', right: true },
  { title: 'Cost', right: true },
];
const ROLE_HEADS = [{ title: 'Role' }, ...FIGURE_HEADS];
const AGENT_HEADS = [
  { title: 'Agent', most: 24 },
  { title: 'Model', most: 32 },
  { title: 'Roles', most: 40 },
  { title: 'Tasks', right: true },
  ...FIGURE_HEADS,
];

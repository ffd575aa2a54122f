import type { Role } from '../../domain/role.js';
import type { Task } from '../../domain/task.js';
import { looksLike } from '../../policy/complexity.js';
import { modelFor } from '../../policy/models.js';
import type { Agents } from '../../ports/agents.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';

/** Roles that a task calls. */
const CALLED: readonly Role[] = ['author', 'reviewer', 'sanity'];

/** The agents of one task: with rules for models on, each role plays it with the model they choose, and that is told. */
export function castFor(task: Task, { agents, settings }: TaskDeps, ctx: RunContext): Agents {
  const { modelSelection } = settings;
  if (modelSelection === null) return agents;
  const complexity = looksLike(task.raw);
  const { risk, raw: text } = task;
  const modelOf = (role: Role): string | null =>
    modelFor({ role, cli: settings.agents[role].cli, complexity, risk, text }, modelSelection);
  const models = CALLED.map((role) => ({ role, model: modelOf(role) ?? settings.agents[role].model }));
  ctx.emit({ type: 'noticed', notice: { kind: 'models-chosen', complexity, models } });
  return {
    cliOf: (role) => agents.cliOf(role),
    ask(request, emit, signal) {
      const model = modelOf(request.role);
      return agents.ask(model === null ? request : { ...request, model }, emit, signal);
    },
  };
}

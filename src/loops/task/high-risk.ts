import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';

/** A task of high risk, or whose risk is set to ask, begins only when a person says so (L7, L15). */
export async function highRisk(deps: TaskDeps, task: Task, ctx: RunContext): Promise<Result<void, Halt>> {
  const { title, risk } = task;
  if (risk === null || !deps.settings.riskAsks[risk] || deps.settings.yesHighRisk) return done;
  const answer = await deps.approver.ask({ asks: 'high-risk-task', title, risk }, ctx.signal);
  if (answer === 'yes') return done;
  return err({ reason: 'declined', asked: 'high-risk-task', title, risk, unattended: answer === 'unattended' });
}

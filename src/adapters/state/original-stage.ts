import * as z from 'zod';
import type { Through } from '../../domain/through.js';

/** How a run of the original goes on that had stopped between two of its stages. */
export type OriginalStage =
  | { readonly asked: 'design' | 'plan'; readonly given: string; readonly through: Through }
  | { readonly asked: 'tasks' };

const whole = z.object({
  stage: z.string(),
  opportunity: z.string().min(1).nullish().catch(null),
  design_path: z.string().min(1).nullish().catch(null),
  pipeline_checkpoint: z
    .object({
      items: z.array(z.object({ artifact_id: z.string().min(1) })),
      pipeline_stages: z.array(z.string()),
    })
    .nullish()
    .catch(null),
});

/**
 * What comes behind the stage that a state of the original tells of: it kept which stage was done, and what that had made.
 * Null where it does not say that, or a stage had failed, or more than one thing had been made, or it halted in a task.
 */
export function originalStage(state: Readonly<Record<string, unknown>>): OriginalStage | null {
  const read = whole.safeParse(state.outer_loop);
  if (!read.success || typeof state.halt_reason === 'string') return null;
  const { stage, opportunity, design_path, pipeline_checkpoint: past } = read.data;
  if (stage === 'plan_complete') return { asked: 'tasks' };
  if (stage === 'analyze_complete' && opportunity) return { asked: 'design', given: opportunity, through: 'execute' };
  if (stage === 'design_complete' && design_path) return { asked: 'plan', given: design_path, through: 'execute' };
  const [item, ...others] = past?.items ?? [];
  const through = throughOf(past?.pipeline_stages ?? []);
  if (stage === 'plan' && through === 'execute') return { asked: 'tasks' };
  if (item === undefined || others.length > 0 || through === null) return null;
  if (stage === 'analyze') return { asked: 'design', given: item.artifact_id, through };
  const designed = stage === 'design' || stage === 'review_design';
  return designed && through !== 'design' ? { asked: 'plan', given: item.artifact_id, through } : null;
}

/** The end of a chain of the original. */
function throughOf(stages: readonly string[]): Through | null {
  const last = stages.at(-1);
  if (last === 'execute' || last === 'plan') return last;
  return last === 'design' || last === 'review_design' ? 'design' : null;
}

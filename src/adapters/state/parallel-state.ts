import type { Files } from '../../ports/files.js';

/** What a run of many shows of itself besides its tasks. Keys of the original (worktrees.md 12.1). */
export interface ParallelHead {
  readonly run: string;
  readonly base_branch: string;
  readonly base_ref_sha: string;
  readonly integration_branch: string;
  readonly integration_worktree: string;
}

/** Where a task stands, in the words of the original; `error` is why it came to nothing. */
export interface TaskRecordShown {
  readonly status: 'pending' | 'running' | 'queued' | 'completed' | 'failed' | 'blocked' | 'interrupted';
  readonly error?: string;
  /** How often its author began with it. */
  readonly attempt?: number;
  /** Where it began, the tip of its own branch when it was finished, and with what it was integrated to land. */
  readonly branch?: string;
  readonly fork_sha?: string;
  readonly head_sha?: string;
  readonly verified_sha?: string;
}

/**
 * Keeps `parallel/state.json`, a projection for people and scripts: nothing reads it back. Written whole, the last state
 * last; a disk that refuses it stops nothing.
 */
export function parallelState(file: string, files: Files, head: ParallelHead, now: () => Date) {
  let next: string | null = null;
  let writing: Promise<void> = Promise.resolve();
  return {
    keep(tasks: ReadonlyMap<string, TaskRecordShown>, queue: readonly string[]): void {
      const idle = next === null;
      const task_records = Object.fromEntries(tasks);
      const saved_at = now().getTime() / 1000;
      next = `${JSON.stringify({ schema_version: 1, ...head, task_records, merge_queue: queue, saved_at }, null, 2)}\n`;
      if (!idle) return;
      writing = writing.then(async () => {
        const text = next ?? '';
        next = null;
        await files.write(file, text);
      });
    },
    settled: (): Promise<void> => writing,
  };
}

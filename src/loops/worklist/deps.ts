import type { SoftStop } from '../../ports/soft-stop.js';
import type { TaskList } from '../../ports/task-list.js';
import type { TaskDeps } from '../task/deps.js';

/** What a run through a list needs: what each of its tasks does, and the list. */
export interface WorklistDeps extends TaskDeps {
  readonly list: TaskList;
  readonly softStop: SoftStop;
}

import type { Loaded } from './load.js';

/** Where tasks live when they are in no file. */
export interface RemoteTasks {
  readonly provider: string;
  /** The labels that a task must have. */
  readonly labels: readonly string[];
}

/** The backend of the tasks, and which of its tasks count; null for a file. A `filter` of the provider wins (providers.md 3). */
export function remoteTasks({ config, written }: Loaded): RemoteTasks | null {
  const { tasklist_provider: named, tasklist_provider_options: options, tasklist_filter: general } = config;
  const provider = options.type ?? named;
  if (provider === 'file') return null;
  const own = [...written.config].some((key) => key.startsWith('tasklist_provider_options.filter.'));
  const filter = own ? options.filter : general;
  const shortcut = filter.label === '' ? [] : [filter.label];
  return { provider, labels: filter.labels.length > 0 ? filter.labels : shortcut };
}

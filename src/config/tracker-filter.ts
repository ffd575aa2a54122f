import type { Loaded } from './load.js';

const LISTS = { labels: 'label', assignees: 'assignee', statuses: 'status' } as const;
type List = keyof typeof LISTS;

/** Which tasks of a tracker count, in the one form that providers get: lists, without the short spellings. */
export interface TrackerFilter {
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly statuses: readonly string[];
  readonly milestone: string | null;
  readonly cycles: readonly string[];
  readonly projects: readonly string[];
  readonly project: string | null;
}

/**
 * Where the filter is written and what it comes to. A `filter` among the options of the tasklist wins as a whole over
 * `tasklist_filter`; a list wins over its short form. Source: config.md 5.
 */
export function trackerFilter({ config, written }: Loaded): {
  readonly table: 'tasklist_filter' | 'tasklist_provider_options.filter';
  readonly filter: TrackerFilter;
  /** The key that a list comes from: its own, or the short one. */
  readonly keyOf: Readonly<Record<List, string>>;
} {
  const inOptions = [...written.config].some((key) => key.startsWith('tasklist_provider_options.filter.'));
  const table = inOptions ? 'tasklist_provider_options.filter' : 'tasklist_filter';
  const raw = inOptions ? config.tasklist_provider_options.filter : config.tasklist_filter;
  const isShort = (list: List): boolean => raw[list].length === 0 && raw[LISTS[list]] !== '';
  const listed = (list: List): readonly string[] => (isShort(list) ? [raw[LISTS[list]]] : raw[list]);
  const keyOf = (list: List): string => `${table}.${isShort(list) ? LISTS[list] : list}`;
  const { milestone, cycles, projects, project } = raw;
  return {
    table,
    filter: {
      labels: listed('labels'),
      assignees: listed('assignees'),
      statuses: listed('statuses'),
      milestone,
      cycles,
      projects,
      project,
    },
    keyOf: { labels: keyOf('labels'), assignees: keyOf('assignees'), statuses: keyOf('statuses') },
  };
}

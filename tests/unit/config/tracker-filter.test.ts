import { describe, expect, test } from 'vitest';
import { trackerFilter } from '../../../src/config/tracker-filter.js';
import { loaded } from './texts.js';

const NONE = {
  labels: [],
  assignees: [],
  statuses: [],
  milestone: null,
  cycles: [],
  projects: [],
  project: null,
};

describe('the filter of a tracker', () => {
  test.each([
    ['CFG-S11 nothing is written', '', {}],
    ['CFG-S7 the short form', '[tasklist_filter]\nlabel = "sprint-1"', { labels: ['sprint-1'] }],
    [
      'CFG-S8 both forms: the list wins',
      'tasklist_filter = { label = "a", labels = ["b", "c"] }',
      { labels: ['b', 'c'] },
    ],
    [
      'CFG-S9 all short forms',
      'tasklist_filter = { label = "a", assignee = "b", status = "c" }',
      { labels: ['a'], assignees: ['b'], statuses: ['c'] },
    ],
    ['an empty list beside a short form', 'tasklist_filter = { label = "a", labels = [] }', { labels: ['a'] }],
    ['CFG-S33 the layout of artifacts', '[millstone.artifacts.tasklist_filter]\nlabel = "a"', { labels: ['a'] }],
    ['the layout of all', '[millstone.tasklist_filter]\nlabel = "a"', { labels: ['a'] }],
    [
      'all that trackers know',
      'tasklist_filter = { milestone = "m", cycles = ["c"], projects = ["p"], project = "q" }',
      { milestone: 'm', cycles: ['c'], projects: ['p'], project: 'q' },
    ],
    [
      'CFG-S12 options with a filter: they win as a whole',
      '[tasklist_filter]\nassignee = "a"\n[tasklist_provider_options.filter]\nlabel = "b"',
      { labels: ['b'] },
    ],
    [
      'CFG-S12 options without any',
      '[tasklist_filter]\nassignee = "a"\n[tasklist_provider_options]\nproject = "b"',
      { assignees: ['a'] },
    ],
  ])('%s', async (_name, config, expected) => {
    expect(trackerFilter(await loaded({ config })).filter).toEqual({ ...NONE, ...expected });
  });
});

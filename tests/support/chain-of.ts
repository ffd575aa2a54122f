import type { ChainPlan } from '../../src/domain/chain.js';
import type { Through } from '../../src/domain/through.js';
import { recipe } from '../../src/loops/pipeline/recipes.js';
import { settingsWith } from './memory-settings.js';
import type { OuterOptions } from './outer-stage.js';

/** The plan of a chain, as the command line makes it by these settings. */
export function chainOf(
  asked: ChainPlan['asked'],
  given: string | null,
  through: Through | null = null,
  settings: OuterOptions['settings'] = {},
): ChainPlan {
  const links = asked === 'cycle' ? [] : [...recipe(asked, through, settingsWith(settings))];
  return { asked, given, links, issues: null, roadmap: null, through };
}

import { foreign, kept, leftovers } from './audit-kept.js';
import { landings, ticks } from './audit-landed.js';
import { fates, order } from './audit-told.js';
import type { Story } from './story.js';

/** Replays what landed, and says everything that is not as it has to be; knows nothing of how millstone works. */
export function audit(story: Story): readonly string[] {
  return [
    ...fates(story),
    ...ticks(story),
    ...landings(story),
    ...kept(story),
    ...foreign(story),
    ...leftovers(story),
    ...order(story),
  ];
}

import type { Halt } from '../../domain/halt.js';
import type { DesignId } from '../../domain/ids.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { handedOn } from '../../policy/handed-on.js';
import { artifactTrouble, watch } from '../authoring/guard.js';
import { cancelled, type RunContext } from '../context.js';
import type { OuterDeps } from './deps.js';
import { asRecorded, haltOf } from './own-module.js';
import type { AnyStage } from './stage.js';
import { thingOf } from './thing.js';

/**
 * A stage of the user's as one of a chain. It only looks, and says what goes on; where designs are `reviewed` after it, it
 * may write those. Whatever goes wrong in it is a halt.
 */
export const ownStage = (own: OwnStage, reviewed: boolean): AnyStage => ({
  name: own.name,
  takes: own.takes,
  gives: own.gives,
  writes: false,
  async run(input, { deps, ctx }) {
    if (input === null) return err(haltOf(own, 'garbage', 'begins a chain, which no stage of its kind can'));
    const known = await asRecorded(own, deps, ctx);
    if (!known.ok) return known;
    const thing = await thingOf(input, deps);
    if (!thing.ok) return thing;
    const before = await designTexts(deps);
    if (!before.ok) return before;
    const answer = await watched(own, reviewed, deps, ctx, () =>
      deps.ownStages.run(
        {
          module: own.module,
          files: Object.keys(known.value),
          thing: thing.value,
          onTell: (text) => ctx.emit({ type: 'noticed', notice: { kind: 'stage-says', stage: own.name, text } }),
        },
        ctx.signal,
      ),
    );
    if (!answer.ok) return answer;
    if (!answer.value.ok) return err(haltOf(own, answer.value.error.how, answer.value.error.says));
    if ('stop' in answer.value.value) return err(haltOf(own, 'stopped', answer.value.value.stop));
    const after = await toBeReviewed(before.value, deps);
    if (!after.ok) return after;
    const handed = handedOn(answer.value.value, input, own, reviewed ? after.value : new Set());
    return handed.ok ? ok(handed.value) : err(haltOf(own, 'garbage', handed.error));
  },
});

/** Lets it work, and undoes what was not its own to change: the run stops then, whatever it has answered. */
async function watched<T>(
  own: OwnStage,
  reviewed: boolean,
  deps: OuterDeps,
  ctx: RunContext,
  work: () => Promise<T>,
): Promise<Result<T, Halt>> {
  const remembered = await deps.steering.remember(true);
  if (!remembered.ok) return remembered;
  const watching = await watch(deps, reviewed ? deps.artifacts.designs.files : null);
  if (!watching.ok) return watching;
  const value = await work();
  const steered = await deps.steering.restore();
  if (!steered.ok) return steered;
  const settled = await watching.value.settle('stage', ctx);
  if (!settled.ok) return settled;
  const touched = [...new Set([...settled.value, ...steered.value])].sort();
  if (touched.length > 0) return err(haltOf(own, 'touched', touched.join(', ')));
  return ctx.signal.aborted ? err(cancelled(ctx.signal)) : ok(value);
}

async function designTexts({ artifacts: { designs } }: OuterDeps): Promise<Result<ReadonlyMap<string, string>, Halt>> {
  const listed = await designs.list();
  if (!listed.ok) return err(artifactTrouble(designs.files, listed.error));
  return ok(new Map(listed.value.map(({ id, text }) => [id, text])));
}

/** A design that was written since was approved by nobody. Returns the names of all there are. */
async function toBeReviewed(
  before: ReadonlyMap<string, string>,
  deps: OuterDeps,
): Promise<Result<ReadonlySet<string>, Halt>> {
  const { designs } = deps.artifacts;
  const now = await designTexts(deps);
  if (!now.ok) return now;
  for (const [id, text] of now.value) {
    const set = before.get(id) === text ? done : await designs.setStatus(id as DesignId, 'draft');
    if (!set.ok) return err(artifactTrouble(designs.files, set.error));
  }
  return ok(new Set(now.value.keys()));
}

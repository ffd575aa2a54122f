import type { Link } from '../domain/chain.js';
import { BUILT_IN_STAGES, type OwnStage, type StageKind } from '../domain/own-stage.js';

/**
 * A chain with the user's stages in it: each behind the stage that it names, those of the same place in their order. What
 * was to happen to what that stage made, a choice or a question, happens to what has come through all of them.
 */
export function withOwnStages(
  links: readonly Link[],
  own: readonly Pick<OwnStage, 'name' | 'after'>[],
): readonly Link[] {
  const behind = (name: string): readonly string[] =>
    own.filter(({ after }) => after === name).flatMap((one) => [one.name, ...behind(one.name)]);
  return links.flatMap(({ stage, ...rest }) => {
    const names = [stage, ...behind(stage)];
    return names.map((one, i) => (i === names.length - 1 ? { stage: one, ...rest } : { stage: one, ...NOTHING }));
  });
}

/** Nothing happens to what has not come through all of them. */
const NOTHING = { pick: null, gate: null } as const;

type Placed = Pick<OwnStage, 'name' | 'after' | 'takes' | 'gives'>;

/** Why a stage of the user's does not fit where it is to come; null when it does. */
export function misfit(one: Placed, own: readonly Placed[]): string | null {
  const passes = kindBehind(one.after, own);
  if (passes === null) return `there is no stage ${one.after}`;
  if (one.takes !== passes) return `it takes ${a(one.takes)}, and ${one.after} gives ${a(passes)}`;
  if (one.gives !== passes) return `it gives ${a(one.gives)}, and what comes behind ${one.after} takes ${a(passes)}`;
  return null;
}

/** What comes out of a stage; null where nobody knows it. */
function kindBehind(name: string, own: readonly Placed[]): StageKind | null {
  if (Object.hasOwn(BUILT_IN_STAGES, name)) return BUILT_IN_STAGES[name as keyof typeof BUILT_IN_STAGES].gives;
  const one = own.find((other) => other.name === name);
  return one === undefined
    ? null
    : kindBehind(
        one.after,
        own.filter((other) => other !== one),
      );
}

const a = (kind: StageKind): string => (kind === 'opportunity' ? `an ${kind}` : `a ${kind}`);

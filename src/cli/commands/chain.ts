import type { ChainPlan } from '../../domain/chain.js';
import type { OwnStage } from '../../domain/own-stage.js';
import type { Settings } from '../../domain/settings.js';
import { recipe } from '../../loops/pipeline/recipes.js';
import { withOwnStages } from '../../policy/own-stages.js';
import type { Host } from '../host.js';
import type { ChainRequest } from '../request.js';
import { startOrGoOn } from './start-run.js';

/** `--analyze`, `--design`, `--plan`, `--deliver`, `--cycle`: stages of the outer loop. Returns the exit code. */
export const chainCommand = (request: ChainRequest, host: Host, leave: (exit: number) => void): Promise<number> =>
  startOrGoOn(
    {
      is: (work) => work.kind === 'chain' && isSame(work.chain, request),
      by: (settings, own) => ({ kind: 'chain', chain: chainOf(request, settings, own) }),
    },
    request,
    host,
    leave,
  );

/** Whether a chain was begun by the same words; which stages that means may have been set otherwise since. */
const isSame = ({ asked, given, through, issues }: ChainPlan, request: ChainRequest): boolean => {
  const wanted = wordsOf(request);
  return asked === request.kind && given === wanted.given && through === wanted.through && issues === wanted.issues;
};

const wordsOf = (request: ChainRequest): Pick<ChainPlan, 'given' | 'through' | 'issues'> => ({
  given: 'given' in request ? request.given : null,
  through: 'through' in request ? request.through : null,
  issues: 'issues' in request ? request.issues : null,
});

/** What the request asks for, whole. */
export function chainOf(request: ChainRequest, settings: Settings, own: readonly OwnStage[]): ChainPlan {
  const { kind } = request;
  const words = wordsOf(request);
  const roadmap = kind === 'cycle' ? settings.places.roadmap : null;
  const links = kind === 'cycle' ? [] : withOwnStages(recipe(kind, words.through, settings), own);
  return { asked: kind, ...words, roadmap, links: [...links], ...(own.length === 0 ? {} : { own: [...own] }) };
}

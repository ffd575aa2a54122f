import type { ChainPlan } from '../../domain/chain.js';
import { recipe } from '../../loops/pipeline/recipes.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { startOrGoOn } from './start-run.js';

/** A request for stages. */
export type ChainRequest = RequestOf<'analyze' | 'design'>;

/** `--analyze`, `--design`: stages of the outer loop. Returns the exit code. */
export const chainCommand = (request: ChainRequest, host: Host, leave: (exit: number) => void): Promise<number> =>
  startOrGoOn({ kind: 'chain', chain: chainOf(request) }, request, host, leave);

/** What the request asks for, whole. */
export const chainOf = (request: ChainRequest): ChainPlan => ({
  asked: request.kind,
  given: request.kind === 'design' ? request.given : null,
  links: [...recipe(request.kind)],
  issues: request.kind === 'analyze' ? request.issues : null,
});

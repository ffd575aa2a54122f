import type { ChainKind, Link } from '../../domain/chain.js';
import { analyze } from '../stages/analyze.js';
import { design } from '../stages/design.js';
import { chain } from './chain.js';

/** The chain of everything that can be asked for. */
export function recipe(asked: Extract<ChainKind, 'analyze' | 'design'>): readonly Link[] {
  return asked === 'analyze' ? chain(analyze).links : chain(design).links;
}

import type { Handoff, KindOf } from '../../domain/handoff.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from './deps.js';
import type { Outcome } from './stop.js';

/** What a stage is told beside its input. */
export interface StageContext {
  readonly deps: OuterDeps;
  readonly ctx: RunContext;
  /** The beginning of the keys of its steps. */
  readonly key: string;
  /** What a person wants changed in what the stage made before; null the first time. */
  readonly feedback: string | null;
  /** What it gave for the same input before it was sent back; nothing the first time. */
  readonly previous: readonly Handoff[];
}

/** Makes things of one kind out of a thing of another. It knows its input and nothing of what comes before or after. */
export interface Stage<I extends Handoff | null, O extends Handoff> {
  readonly name: string;
  /** The kind of its input; null for one that begins a chain. */
  readonly takes: KindOf<I>;
  readonly gives: KindOf<O>;
  /** Whether it writes something that can be sent back to it. */
  readonly writes: boolean;
  run(input: I, at: StageContext): Promise<Outcome<readonly O[]>>;
}

/** A stage of any kind, found by its name. */
export interface AnyStage {
  readonly name: string;
  readonly takes: Handoff['kind'] | null;
  readonly gives: Handoff['kind'] | null;
  readonly writes: boolean;
  run(input: Handoff | null, at: StageContext): Promise<Outcome<readonly Handoff[]>>;
}

/** What an author of a stage imports: types, and nothing that runs. docs/plugins.md explains them. */

/** What a stage works on, one thing at a time. */
export type Kind = 'opportunity' | 'design' | 'worklist';

/** Something worth doing, from the list of opportunities. */
export interface Opportunity {
  readonly kind: 'opportunity';
  readonly id: string;
  readonly title: string;
  /** The file it stands in, relative to the top level of the repository. */
  readonly file: string;
  /** Its whole entry, as it stands there. */
  readonly text: string;
}

/** A design, or an opportunity that is planned without one: then `bare` is true and the text is the opportunity's. */
export interface Design {
  readonly kind: 'design';
  readonly id: string;
  readonly title: string;
  /** Its file, relative to the top level of the repository. */
  readonly file: string;
  /** The whole file. */
  readonly text: string;
  readonly bare: boolean;
}

/** A task of the tasklist. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly done: boolean;
  /** Its whole entry, as it stands in the list. */
  readonly text: string;
}

/** The tasks that were planned; none where whatever is pending was done. */
export interface Worklist {
  readonly kind: 'worklist';
  /** The tasklist, relative to the top level of the repository. */
  readonly file: string;
  readonly tasks: readonly Task[];
}

/** The things by their kinds. */
export interface Things {
  readonly opportunity: Opportunity;
  readonly design: Design;
  readonly worklist: Worklist;
}

/** What goes on to the next stage: the thing that came, or as much of it as says which one is meant. */
export interface Given {
  readonly opportunity: Pick<Opportunity, 'kind' | 'id'>;
  readonly design: Pick<Design, 'kind' | 'id'>;
  readonly worklist: { readonly kind: 'worklist'; readonly tasks: readonly Pick<Task, 'id'>[] };
}

/** Stops the run; a person gets to read why. */
export interface Stop {
  readonly stop: string;
}

/** What a stage comes to: what goes on, nothing for the end of the chain, or why the run stops. */
export type Outcome<G extends Kind> = readonly Given[G][] | Stop;

/** What a stage is told beside the thing. */
export interface StageContext {
  /** The top level of the repository, which is the current folder as well; absolute. */
  readonly top: string;
  /** The id of the run. */
  readonly run: string;
  /** Tells people who follow the run something, in one line; it stands in the log as well. */
  tell(text: string): void;
}

/**
 * A stage of a chain. It runs in a process of its own, and may be run again for the same thing when that died in its
 * midst. It changes nothing in the repository, but for a design that is reviewed after it.
 */
export interface Stage<T extends Kind, G extends Kind> {
  /** As `[pipeline] insert` calls it: small letters, digits, `_` and `-`. */
  readonly name: string;
  readonly takes: T;
  readonly gives: G;
  /** What it throws stops the run. What it is given cannot be changed. */
  run(thing: Things[T], at: StageContext): Outcome<G> | Promise<Outcome<G>>;
}

/** A stage as it was written: for its types alone. */
export const defineStage = <const T extends Kind, const G extends Kind>(stage: Stage<T, G>): Stage<T, G> => stage;

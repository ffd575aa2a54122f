import type { Markers } from '../../src/domain/project.js';
import type { ProjectCheck } from '../../src/domain/project-check.js';
import type { Evaluator, RanCheck } from '../../src/ports/evaluator.js';
import type { MemoryRepository } from './memory-repository.js';

/** What a check does when it is run; by default it passes and prints nothing. */
export interface CheckTurn {
  readonly exits?: number;
  readonly prints?: string;
  readonly ending?: RanCheck['ending'];
  /** What its report names as red and as green. */
  readonly fails?: readonly string[];
  readonly passes?: readonly string[];
  readonly does?: () => void;
  /** The signal comes while it runs. */
  readonly stopped?: boolean;
}

/** Finds the kind of project in a repository in memory, and runs checks by a script. */
export class MemoryEvaluator implements Evaluator {
  /** Commands that were run, in order. */
  readonly ran: string[] = [];

  constructor(
    private readonly repository: MemoryRepository,
    private readonly turns: Readonly<Record<string, CheckTurn | ((nth: number) => CheckTurn)>> = {},
  ) {}

  async markers(texts: readonly string[]): Promise<Markers> {
    const { files } = this.repository;
    const names = Object.keys(files).map((path) => path.replace(/\/.*/, '/'));
    return {
      names: new Set(names),
      texts: new Map(texts.flatMap((name) => (files[name] === undefined ? [] : [[name, files[name]]]))),
    };
  }

  async run({ kind, command }: ProjectCheck): Promise<RanCheck | null> {
    this.ran.push(command);
    const turn = this.turns[command] ?? {};
    const given = typeof turn === 'function' ? turn(this.ran.length) : turn;
    const { fails, passes, prints = '', ending, does, stopped } = given;
    const { exits = (fails ?? []).length > 0 ? 1 : 0 } = given;
    does?.();
    if (stopped === true) return null;
    const ran = {
      kind,
      command,
      ending: ending ?? ({ kind: 'exited', code: exits } as const),
      ms: 1_200,
      output: prints,
    };
    if (fails === undefined && passes === undefined) return ran;
    const [red, green] = [fails ?? [], passes ?? []];
    const counts = { passed: green.length, failed: red.length, errors: 0, skipped: 0 };
    return { ...ran, tests: { runner: 'memory', counts, failures: red, passes: green } };
  }
}

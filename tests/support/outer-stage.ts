import type { ChainPlan, Link } from '../../src/domain/chain.js';
import type { Halt } from '../../src/domain/halt.js';
import type { Handoff } from '../../src/domain/handoff.js';
import { ok, type Result } from '../../src/domain/result.js';
import type { RunDone } from '../../src/domain/run-done.js';
import type { OuterDeps } from '../../src/loops/pipeline/deps.js';
import { runChain } from '../../src/loops/pipeline/run-chain.js';
import { runOuter } from '../../src/loops/pipeline/run-outer.js';
import type { Outcome } from '../../src/loops/pipeline/stop.js';
import { memoryArtifacts } from './memory-artifacts.js';
import { MemoryList } from './memory-list.js';
import { MemoryOwnStages } from './memory-own-stages.js';
import { MemoryRepository } from './memory-repository.js';
import type { MemoryRounds } from './memory-rounds.js';
import type { Turn } from './scripted-agents.js';
import { type ListOptions, WorklistStage } from './worklist-stage.js';

/** A repository whose folder `.millstone` git does not see. */
export class IgnoringRepository extends MemoryRepository {
  readonly ignored = new Map<string, string>();

  override edit(edits: Readonly<Record<string, string | null>>): void {
    const seen: Record<string, string | null> = {};
    for (const [path, text] of Object.entries(edits)) {
      if (!path.startsWith('.millstone/')) seen[path] = text;
      else if (text === null) this.ignored.delete(path);
      else this.ignored.set(path, text);
    }
    super.edit(seen);
  }

  textOf(path: string): string | null {
    return this.ignored.get(path) ?? this.files[path] ?? null;
  }
}

export interface OuterOptions extends Omit<ListOptions, 'repository' | 'list'> {
  readonly repository?: IgnoringRepository;
  readonly moreCycles?: number;
  readonly placesBefore?: number;
  /** Where tasks are done at once; without it one follows the other. */
  readonly rounds?: MemoryRounds;
  readonly ownStages?: MemoryOwnStages;
  /** Files that are there at the beginning. */
  readonly there?: Readonly<Record<string, string>>;
}

/** A chain of stages in a world of memory. */
export class OuterStage extends WorklistStage {
  readonly disk: IgnoringRepository;

  constructor(
    private readonly chain: ChainPlan,
    turns: readonly Turn[],
    private readonly more: OuterOptions = {},
  ) {
    const disk = more.repository ?? new IgnoringRepository();
    super('', turns, { ...more, repository: disk, list: () => listOn(disk) });
    this.disk = disk;
    if (more.there !== undefined) {
      disk.edit(more.there);
      disk.commitAll('what is there');
    }
  }

  go(): Promise<Result<RunDone, Halt>> {
    return this.play(() => runOuter(this.deps(), this.ctx));
  }

  /** Walks a chain with these inputs. */
  walk(links: readonly Link[], inputs: readonly Handoff[]): Promise<Outcome<readonly Handoff[]>> {
    return runChain(links, inputs, 'pass/1', this.deps(), this.ctx);
  }

  protected override deps(): OuterDeps {
    const deps = super.deps();
    const artifacts = memoryArtifacts(this.disk, deps.settings);
    const { rounds } = this.more;
    return {
      ...deps,
      artifacts,
      chain: this.chain,
      ownStages: this.more.ownStages ?? new MemoryOwnStages(),
      moreCycles: this.more.moreCycles ?? 0,
      placesBefore: this.more.placesBefore ?? 0,
      atOnce: rounds === undefined ? null : (round, ctx) => rounds.run(deps, round, ctx),
    };
  }
}

const LIST = '.millstone/tasklist.md';

/** The tasklist among the files that git does not see. */
function listOn(disk: IgnoringRepository): MemoryList {
  const list = new MemoryList(null, LIST);
  Object.defineProperty(list.store, 'now', {
    get: () => disk.textOf(LIST),
    set: (next: string | null) => disk.edit({ [LIST]: next }),
  });
  list.keep = async (text) => {
    disk.edit({ [`${LIST}.kept`]: text });
    return ok(undefined);
  };
  list.kept = async () => disk.textOf(`${LIST}.kept`);
  return list;
}

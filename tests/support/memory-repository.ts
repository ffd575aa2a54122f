import { createHash } from 'node:crypto';
import type { Baseline, Change, CommitFacts, FileChange, Sighting } from '../../src/domain/change.js';
import type { Halt } from '../../src/domain/halt.js';
import type { CommitId, TreeId } from '../../src/domain/ids.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type {
  CommitAnswer,
  CommitOrder,
  History,
  Repository,
  Restored,
  StartFacts,
  VisitAdded,
  WantedTree,
} from '../../src/ports/repository.js';

type Files = Readonly<Record<string, string>>;
interface Commit extends CommitFacts {
  readonly parent: CommitId | null;
}

const digest = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex');

/** A repository in memory: whole files, one line of history per branch, and a log of what was asked of it. */
export class MemoryRepository implements Repository {
  files: Files = { 'README.md': '# test\n' };
  branch: string | null = 'refs/heads/main';
  head: CommitId | null = null;
  /** Words of hooks that refuse the next commits of millstone. */
  refusals: string[] = [];
  /** What a hook does to the files of millstone's next commit. */
  hook: ((files: Files) => Files) | null = null;
  broken: Halt | null = null;
  readonly parked: string[] = [];
  private readonly trees = new Map<TreeId, Files>();
  private readonly commits = new Map<CommitId, Commit>();

  constructor() {
    this.commitAll('start');
  }

  /** Writes files; null deletes. */
  edit(edits: Readonly<Record<string, string | null>>): void {
    const merged: Record<string, string | null> = { ...this.files, ...edits };
    this.files = Object.fromEntries(
      Object.entries(merged)
        .filter((e): e is [string, string] => e[1] !== null)
        .sort(),
    );
  }

  commitAll(subject: string): CommitFacts {
    return this.commitTree(this.tree(), subject);
  }

  log(): readonly string[] {
    return this.chain(this.head).map((c) => c.subject);
  }

  async start(): Promise<Result<StartFacts, Halt>> {
    return ok({ head: this.head, branch: this.branch, dirty: [], operation: null });
  }

  async baseline(): Promise<Result<Baseline, Halt>> {
    const headTree = this.head === null ? this.keep({}) : (this.commits.get(this.head)?.tree ?? this.keep({}));
    return ok({ ...this.sight(), headTree });
  }

  async look(): Promise<Result<Sighting, Halt>> {
    return this.broken === null ? ok(this.sight()) : err(this.broken);
  }

  async change(from: TreeId, to: TreeId, visit: VisitAdded): Promise<Result<Change, Halt>> {
    const files = this.diff(from, to);
    const now = this.read(to);
    for (const file of files) {
      const before = new Set(lines(this.read(from)[file.path] ?? ''));
      for (const line of lines(now[file.path] ?? '')) if (!before.has(line)) visit(file.path, line);
    }
    const patch = files
      .map(
        (f) =>
          `diff ${f.path}\n${lines(now[f.path] ?? '')
            .map((l) => `+${l}`)
            .join('\n')}`,
      )
      .join('\n');
    return ok({ from, to, files, patch, patchBytes: patch.length, patchFile: null });
  }

  async differing(from: TreeId, to: TreeId): Promise<Result<readonly FileChange[], Halt>> {
    return ok(this.diff(from, to));
  }

  async history(since: CommitId | null): Promise<Result<History, Halt>> {
    const chain = this.chain(this.head);
    const at = chain.findIndex((c) => c.id === since);
    return ok({ descends: at >= 0 || since === null, commits: chain.slice(at + 1) });
  }

  async wanted(_baseline: Baseline, now: TreeId): Promise<Result<WantedTree, Halt>> {
    return ok({ tree: now, withIgnoreLine: null });
  }

  async commit(order: CommitOrder): Promise<Result<CommitAnswer, Halt>> {
    const says = this.refusals.shift();
    if (says !== undefined) return ok({ kind: 'refused', says });
    const hooked = this.hook === null ? order.tree : this.keep(this.hook(this.read(order.tree)));
    if (this.hook !== null) this.files = this.read(hooked);
    return ok({ kind: 'committed', commit: this.commitTree(hooked, order.message.split('\n')[0] ?? '') });
  }

  async rewind(to: CommitId | null): Promise<Result<string, Halt>> {
    this.head = to;
    return ok(this.parkHere('rewound'));
  }

  async restore(to: Sighting): Promise<Result<Restored, Halt>> {
    const files = this.diff(this.tree(), to.tree).map((f) => f.path);
    const parked = this.parkHere('worktree');
    this.files = this.read(to.tree);
    this.head = to.head;
    this.branch = to.branch;
    return ok({ files, parked });
  }

  async park(_commit: CommitId, name: string): Promise<Result<string, Halt>> {
    return ok(this.parkHere(name));
  }

  private parkHere(name: string): string {
    this.parked.push(name);
    return `refs/millstone/parked/run/${name}`;
  }

  private tree(): TreeId {
    return this.keep(this.files);
  }

  private keep(files: Files): TreeId {
    const id = digest(files) as TreeId;
    this.trees.set(id, files);
    return id;
  }

  private read(tree: TreeId): Files {
    return this.trees.get(tree) ?? {};
  }

  private sight(): Sighting {
    return { head: this.head, branch: this.branch, tree: this.tree() };
  }

  private commitTree(tree: TreeId, subject: string): CommitFacts {
    const id = digest([tree, subject, this.head, this.commits.size]) as CommitId;
    const commit = { id, tree, subject, parent: this.head };
    this.commits.set(id, commit);
    this.head = id;
    return { id, tree, subject };
  }

  private chain(head: CommitId | null): CommitFacts[] {
    const found: CommitFacts[] = [];
    for (let at = head; at !== null; ) {
      const commit = this.commits.get(at);
      if (commit === undefined) break;
      found.unshift({ id: commit.id, tree: commit.tree, subject: commit.subject });
      at = commit.parent;
    }
    return found;
  }

  private diff(from: TreeId, to: TreeId): FileChange[] {
    const [a, b] = [this.read(from), this.read(to)];
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
    return names.sort().map((path) => {
      const [before, after] = [a[path], b[path]];
      const status = before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified';
      const [was, is] = [lines(before ?? ''), lines(after ?? '')];
      const added = is.filter((line) => !was.includes(line)).length;
      const deleted = was.filter((line) => !is.includes(line)).length;
      return { path, from: null, status, added, deleted, binary: false, generated: false };
    });
  }
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

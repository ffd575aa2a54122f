import { createHash } from 'node:crypto';
import type { Baseline, Change, CommitFacts, FileChange, Sighting } from '../../src/domain/change.js';
import type { Halt } from '../../src/domain/halt.js';
import type { CommitId, TreeId } from '../../src/domain/ids.js';
import { err, ok, type Result } from '../../src/domain/result.js';
import type { TakingBack } from '../../src/domain/taking-back.js';
import { cancelled } from '../../src/loops/context.js';
import type {
  CommitAnswer,
  CommitOrder,
  History,
  Repository,
  Restored,
  RevertOrder,
  StartFacts,
  VisitLine,
  WantedTree,
} from '../../src/ports/repository.js';
import { diffOf, edited, type Files, lines, transplanted } from './memory-tree.js';

interface Commit extends CommitFacts {
  readonly parent: CommitId | null;
}

const digest = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex');
const IGNORE_LINE = { '.gitignore': '/.millstone/\n' };

/** A repository in memory: whole files, one line of history per branch, and a memory of what was parked. */
export class MemoryRepository implements Repository {
  files: Files = { 'README.md': '# test\n' };
  branch: string | null = 'refs/heads/main';
  head: CommitId | null = null;
  /** Words of hooks that refuse the next commits of millstone. */
  refusals: string[] = [];
  /** A hook that refuses by what it sees. */
  lint: ((files: Files) => string | null) | null = null;
  /** What a hook does to the files of millstone's next commits. */
  hook: ((files: Files) => Files) | null = null;
  broken: Halt | null = null;
  /** Names of what was parked, in order. */
  readonly parked: string[] = [];
  private ownLine = false;
  private readonly keptFiles: Files[] = [];
  private trees = new Map<TreeId, Files>();
  private commits = new Map<CommitId, Commit>();

  constructor() {
    this.commitAll('start');
  }

  /** The same repository as it is now; neither sees what happens to the other. */
  clone(): MemoryRepository {
    const copy = new MemoryRepository();
    const { files, branch, head, hook, lint, refusals, ownLine } = this;
    Object.assign(copy, { files, branch, head, hook, lint, ownLine, refusals: [...refusals] });
    copy.trees = new Map(this.trees);
    copy.commits = new Map(this.commits);
    return copy;
  }

  /** Writes files; null deletes. */
  edit(edits: Readonly<Record<string, string | null>>): void {
    this.files = edited(this.files, edits);
  }

  /** An author's `git add -A && git commit`; as with git, nothing comes of it when nothing changed. */
  commitAll(subject: string): void {
    const tree = this.keep(this.files);
    if (tree !== this.keep(this.headFiles())) this.commitTree(tree, subject);
  }

  /** `git commit --allow-empty`. */
  commitEmpty(subject: string): void {
    this.commitTree(this.keep(this.headFiles()), subject);
  }

  /** An author's `git add -- <paths> && git commit`. */
  commitOnly(paths: readonly string[], subject: string): void {
    const edits = paths.map((path) => [path, this.files[path] ?? null]);
    this.commitTree(this.keep(edited(this.headFiles(), Object.fromEntries(edits))), subject);
  }

  /** `git reset --soft`, to an earlier commit of the branch, counted from the start. */
  resetTo(nth: number): void {
    this.head = this.chain(this.head)[nth]?.id ?? null;
  }

  /** What millstone does before its first task: its line is in `.gitignore`, and nobody has committed it. */
  writeIgnoreLine(): void {
    this.ownLine = true;
    this.edit(IGNORE_LINE);
  }

  /** Subjects of the branch, oldest first. */
  log(): readonly string[] {
    return this.chain(this.head).map((c) => c.subject);
  }

  headFiles(): Files {
    return this.filesOf(this.head);
  }

  /** The files of each commit after the start. */
  made(): readonly Files[] {
    return this.chain(this.head)
      .slice(1)
      .map((c) => this.read(c.tree));
  }

  /** Whether something parked holds this file with this text. */
  keeps(path: string, text: string): boolean {
    return this.keptFiles.some((files) => files[path] === text);
  }

  async start(): Promise<Result<StartFacts, Halt>> {
    return ok({ head: this.head, branch: this.branch, dirty: [], inside: [], operation: null });
  }

  async baseline(): Promise<Result<Baseline, Halt>> {
    return ok({ ...this.sight(), headTree: this.keep(this.headFiles()) });
  }

  async look(): Promise<Result<Sighting, Halt>> {
    return this.broken === null ? ok(this.sight()) : err(this.broken);
  }

  async change(
    from: TreeId,
    to: TreeId,
    visit: VisitLine,
    signal: AbortSignal,
    removed?: VisitLine,
  ): Promise<Result<Change, Halt>> {
    if (signal.aborted) return err(cancelled(signal));
    const [was, now] = [this.read(from), this.read(to)];
    const files = diffOf(was, now);
    const parts: string[] = [];
    for (const { path, from: old } of files) {
      const before = new Set(lines(was[old ?? path] ?? ''));
      const added = lines(now[path] ?? '').filter((line) => !before.has(line));
      for (const line of added) visit(path, line);
      const after = new Set(lines(now[path] ?? ''));
      for (const line of before) if (!after.has(line)) removed?.(path, line);
      parts.push([`diff ${path}`, ...added.map((line) => `+${line}`)].join('\n'));
    }
    const patch = parts.join('\n');
    return ok({ from, to, files, patch, patchBytes: patch.length, patchFile: null });
  }

  async differing(from: TreeId, to: TreeId): Promise<Result<readonly FileChange[], Halt>> {
    return ok(diffOf(this.read(from), this.read(to)));
  }

  async history(since: CommitId | null): Promise<Result<History, Halt>> {
    const chain = this.chain(this.head);
    const at = chain.findIndex((c) => c.id === since);
    return ok({ descends: at >= 0 || since === null, commits: chain.slice(at + 1) });
  }

  async wanted(baseline: Baseline, now: TreeId): Promise<Result<WantedTree, Halt>> {
    const tree = transplanted(this.read(baseline.headTree), this.read(baseline.tree), this.read(now));
    if (Array.isArray(tree)) return err({ reason: 'commit', why: 'overlap', detail: tree.join(', ') });
    const line = this.withheld() ? this.keep(edited(tree, IGNORE_LINE)) : null;
    return ok({ tree: this.keep(tree), withIgnoreLine: line });
  }

  async commit(order: CommitOrder, signal: AbortSignal): Promise<Result<CommitAnswer, Halt>> {
    if (signal.aborted) return err(cancelled(signal));
    if (order.tree === this.keep(this.headFiles()))
      return err({ reason: 'commit', why: 'nothing-committed', detail: 'nothing to commit' });
    const says = this.refusals.shift() ?? this.lint?.(this.read(order.tree)) ?? null;
    if (says !== null) return ok({ kind: 'refused', says });
    const hooked = this.hook === null ? order.tree : this.keep(this.hook(this.read(order.tree)));
    if (this.hook !== null) this.files = this.read(hooked);
    return ok({ kind: 'committed', commit: this.commitTree(hooked, order.message.split('\n')[0] ?? '') });
  }

  async rewind(to: CommitId | null): Promise<Result<string, Halt>> {
    const ref = this.keepParked('rewound', this.headFiles());
    this.head = to;
    return ok(ref);
  }

  async restore(to: Sighting): Promise<Result<Restored, Halt>> {
    const now = this.sight().tree;
    const files = diffOf(this.read(now), this.read(to.tree)).map((file) => file.path);
    this.keptFiles.push(this.headFiles());
    const parked = this.keepParked('worktree', this.files);
    this.files = edited(this.read(to.tree), this.ownLine ? IGNORE_LINE : {});
    this.head = to.head;
    this.branch = to.branch;
    if (this.sight().tree !== to.tree) return err({ reason: 'git', doing: 'put back', says: 'it still differs' });
    return ok({ files, parked });
  }

  async planRevert({ commits, base, message }: RevertOrder): Promise<Result<TakingBack, Halt>> {
    const since = this.chain(this.head).slice(this.chain(base).length);
    let tree = this.headFiles();
    for (const one of since.toReversed()) {
      if (!commits.some(({ id }) => id === one.id)) continue;
      const { parent = null } = this.commits.get(one.id) ?? {};
      const next = transplanted(tree, this.read(one.tree), this.filesOf(parent));
      if (Array.isArray(next)) return err({ reason: 'commit', why: 'overlap', detail: next.join(', ') });
      tree = next;
    }
    const from = this.head;
    if (from === null) return err({ reason: 'git', doing: 'revert', says: 'there is no commit' });
    const { id: to } = this.commitTree(this.keep(tree), message.split('\n')[0] ?? '');
    this.head = from;
    const files = transplanted(this.files, this.headFiles(), tree);
    if (Array.isArray(files)) return err({ reason: 'commit', why: 'overlap', detail: files.join(', ') });
    const parked = this.keepParked(`undone-${from.slice(0, 12)}`, this.files);
    const now = this.keep(this.files);
    return ok({ from, to, tree: now, files: this.keep(files), index: now, staged: now, parked });
  }

  async takeBack(plan: TakingBack): Promise<Result<void, Halt>> {
    this.head = plan.to;
    this.files = this.read(plan.files);
    return ok(undefined);
  }

  async park(commit: CommitId, name: string): Promise<Result<string, Halt>> {
    return ok(this.keepParked(name, this.filesOf(commit)));
  }

  private keepParked(name: string, files: Files): string {
    this.parked.push(name);
    this.keptFiles.push(files);
    return `refs/millstone/parked/run/${name}`;
  }

  /** Our ignore line counts as nobody's change until it is committed. */
  private withheld(): boolean {
    return this.files['.gitignore'] === IGNORE_LINE['.gitignore'] && this.headFiles()['.gitignore'] === undefined;
  }

  private sight(): Sighting {
    const seen = this.withheld() ? edited(this.files, { '.gitignore': null }) : this.files;
    return { head: this.head, branch: this.branch, tree: this.keep(seen) };
  }

  private keep(files: Files): TreeId {
    const id = digest(files) as TreeId;
    this.trees.set(id, files);
    return id;
  }

  private read(tree: TreeId): Files {
    return this.trees.get(tree) ?? {};
  }

  private filesOf(commit: CommitId | null): Files {
    const tree = commit === null ? undefined : this.commits.get(commit)?.tree;
    return tree === undefined ? {} : this.read(tree);
  }

  private commitTree(tree: TreeId, subject: string): CommitFacts {
    const id = digest([tree, subject, this.head, this.commits.size]) as CommitId;
    this.commits.set(id, { id, tree, subject, parent: this.head });
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
}

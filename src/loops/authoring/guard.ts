import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Doer, Role } from '../../domain/role.js';
import type { ArtifactFiles } from '../../ports/artifact-files.js';
import { type RunContext, uncancelled } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { same } from '../untouched.js';

/** What it takes to look after artifacts. */
type Guarding = Pick<OuterDeps, 'repository' | 'artifacts'>;

/** Looks after what an agent may not change while it works on one kind of artifact. */
export interface Watch {
  /** How the repository stood. */
  readonly before: Sighting;
  /** Puts everything back that is not the agent's to change, and names it. What was there is kept first. */
  settle(who: Doer, ctx: RunContext): Promise<Result<readonly string[], Halt>>;
}

/** The halt of an artifact that cannot be read or written. */
export const artifactTrouble = (files: Pick<ArtifactFiles, 'path'>, why: string): Halt => ({
  reason: 'artifacts',
  file: files.path,
  why,
});

/** Begins to look. `own` is what the agent is asked to write; null for one that only reads. */
export async function watch(deps: Guarding, own: ArtifactFiles | null): Promise<Result<Watch, Halt>> {
  const seen = await deps.repository.look(uncancelled);
  if (!seen.ok) return seen;
  const { opportunities, designs, tasklist, roadmap } = deps.artifacts;
  const all = [opportunities.files, designs.files, tasklist, ...(roadmap === null ? [] : [roadmap])];
  const others = all.filter(({ path }) => path !== own?.path);
  const texts: ReadonlyMap<string, string>[] = [];
  for (const files of others) {
    const read = await files.read();
    if (!read.ok) return err(artifactTrouble(files, read.error));
    texts.push(read.value);
  }
  const before = seen.value;
  return ok({
    before,
    async settle(who, ctx) {
      const tree = await putTreeBack(deps, before, own, who, ctx);
      if (!tree.ok) return tree;
      const touched = [...tree.value];
      for (const [i, files] of others.entries()) {
        const back = await putTextsBack(deps, files, texts[i] ?? new Map());
        if (!back.ok) return back;
        touched.push(...back.value);
      }
      return ok([...new Set(touched)].sort());
    },
  });
}

/** What an agent that only reads has to leave as it was, artifacts that git does not see included. */
export async function reading(
  deps: Guarding,
  role: Role,
  ctx: RunContext,
): Promise<Result<{ readonly before: Sighting; readonly also: () => Promise<Result<void, Halt>> }, Halt>> {
  const watched = await watch(deps, null);
  if (!watched.ok) return watched;
  const { before, settle } = watched.value;
  return ok({
    before,
    async also() {
      const touched = await settle(role, ctx);
      if (!touched.ok) return touched;
      if (touched.value.length === 0) return done;
      return err({ reason: 'tree-touched', role, files: [...touched.value], parked: deps.artifacts.aside });
    },
  });
}

/** Files, commits and branch; the agent's own artifact stays as it has left it. */
async function putTreeBack(
  { repository }: Guarding,
  before: Sighting,
  own: ArtifactFiles | null,
  role: Doer,
  ctx: RunContext,
): Promise<Result<readonly string[], Halt>> {
  const now = await repository.look(uncancelled);
  if (!now.ok) return now;
  if (same(now.value, before)) return ok([]);
  const differing = await repository.differing(before.tree, now.value.tree, uncancelled);
  if (!differing.ok) return differing;
  const foreign = differing.value.map(({ path }) => path).filter((path) => own === null || !isIn(path, own));
  const moved = now.value.head !== before.head || now.value.branch !== before.branch;
  if (foreign.length === 0 && !moved && own !== null) return ok([]);

  const made = await textsOf(own);
  if (!made.ok) return made;
  const restored = await repository.restore(before, uncancelled);
  if (!restored.ok) return restored;
  ctx.emit({ type: 'restored', role, files: foreign, parked: restored.value.parked });
  const kept = await writeTexts(own, made.value);
  return kept.ok ? ok(foreign.length === 0 ? ['its commits'] : foreign) : kept;
}

async function putTextsBack(
  { artifacts }: Guarding,
  files: ArtifactFiles,
  before: ReadonlyMap<string, string>,
): Promise<Result<readonly string[], Halt>> {
  const now = await files.read();
  if (!now.ok) return err(artifactTrouble(files, now.error));
  const names = [...new Set([...before.keys(), ...now.value.keys()])].filter(
    (name) => before.get(name) !== now.value.get(name),
  );
  for (const name of names) {
    const text = now.value.get(name);
    const kept = text === undefined ? done : await artifacts.setAside(name, text);
    const written = kept.ok ? await files.write(name, before.get(name) ?? null) : kept;
    if (!written.ok) return err(artifactTrouble(files, written.error));
  }
  return ok(names);
}

const isIn = (path: string, { path: own }: ArtifactFiles): boolean => path === own || path.startsWith(`${own}/`);

async function textsOf(own: ArtifactFiles | null): Promise<Result<ReadonlyMap<string, string>, Halt>> {
  if (own === null) return ok(new Map());
  const read = await own.read();
  return read.ok ? read : err(artifactTrouble(own, read.error));
}

async function writeTexts(own: ArtifactFiles | null, wanted: ReadonlyMap<string, string>): Promise<Result<void, Halt>> {
  if (own === null) return done;
  const now = await textsOf(own);
  if (!now.ok) return now;
  for (const name of new Set([...wanted.keys(), ...now.value.keys()])) {
    const text = wanted.get(name);
    if (text === now.value.get(name)) continue;
    const written = await own.write(name, text ?? null);
    if (!written.ok) return err(artifactTrouble(own, written.error));
  }
  return done;
}

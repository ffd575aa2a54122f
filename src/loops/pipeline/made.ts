import type { Made } from '../../domain/gate.js';
import type { Halt } from '../../domain/halt.js';
import type { Handoff } from '../../domain/handoff.js';
import type { OpportunityId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { taskInShort } from '../../policy/task-in-short.js';
import { artifactTrouble } from '../authoring/guard.js';
import { unusable } from '../task/list-before.js';
import type { OuterDeps } from './deps.js';

/** Lines of a thing that a person is shown. */
const SHOWN = 5;

/** What stands behind handoffs, as a person is shown it; what is not there any more is left out. */
export async function madeOf(handoffs: readonly Handoff[], deps: OuterDeps): Promise<Result<readonly Made[], Halt>> {
  const made: Made[] = [];
  for (const one of handoffs) {
    const found = await FIND[one.kind](one as never, deps);
    if (!found.ok) return found;
    made.push(...found.value);
  }
  return ok(made);
}

type Find<K extends Handoff['kind']> = (
  one: Extract<Handoff, { kind: K }>,
  deps: OuterDeps,
) => Promise<Result<readonly Made[], Halt>>;

const FIND: { readonly [K in Handoff['kind']]: Find<K> } = {
  async opportunity({ id }, { artifacts: { opportunities } }) {
    const listed = await opportunities.list();
    if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
    const one = listed.value.find((other) => other.id === id);
    if (one === undefined) return ok([]);
    const { title, description, raw } = one;
    const about = { kind: 'opportunity', id, title, file: opportunities.files.path } as const;
    return ok([{ ...about, summary: firstLines(description), size: raw.length }]);
  },
  async design({ id, bare }, deps) {
    const { designs } = deps.artifacts;
    if (bare === true) return FIND.opportunity({ kind: 'opportunity', id: id as string as OpportunityId }, deps);
    const found = await designs.get(id);
    if (!found.ok) return err(artifactTrouble(designs.files, found.error));
    if (found.value === null) return ok([]);
    const { title, file, body, text } = found.value;
    return ok([{ kind: 'design', id, title, file, summary: firstLines(body), size: text.length }]);
  },
  async worklist({ tasks }, { list }) {
    const listed = await list.store.list();
    if (!listed.ok) return err(unusable(list, listed.error));
    const ids = new Set<string>(tasks);
    return ok(
      (listed.value ?? [])
        .filter(({ task }) => ids.has(task.id))
        .map(
          ({ task: { id, title, raw } }): Made => ({
            ...{ kind: 'task', id, title, file: list.file },
            ...{ summary: taskInShort(raw).slice(0, SHOWN), size: raw.length },
          }),
        ),
    );
  },
};

/** The first lines that say something. */
const firstLines = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(0, SHOWN);

import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { TaskId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { readTasklist } from '../../formats/tasklist.js';
import { blocksOf, type PlanRefs, stamped, withBlocks, withoutTasks } from '../../formats/tasklist-plan.js';
import { planned } from '../../policy/planned.js';
import type { TaskList } from '../../ports/task-list.js';
import type { Earlier } from '../authoring/authoring.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';

/** What a list begins with that is made for a plan. */
const EMPTY = '# Tasklist\n';

/** What the journal keeps of a plan: the ids of its tasks, and titles of others that its author had changed. */
export const planMade = z.strictObject({
  ids: z.array(z.string().transform((id) => id as TaskId)),
  touched: z.array(z.string()),
});
export type PlanMade = z.infer<typeof planMade>;

/** The list that a plan is written into, with what is the plan's own in it. */
export interface PlanList {
  text(): Promise<Result<string, Halt>>;
  /**
   * Remembers how the list is before its author is asked. Where an earlier process asked it, how the list was then is
   * worked out; what came of a lost turn is taken out of it.
   */
  before(own: readonly TaskId[], earlier: Earlier): Promise<Result<void, Halt>>;
  /** Finds the author's own tasks, gives them ids and references, and puts back what it changed of others. */
  settle(own: readonly TaskId[], refs: PlanRefs): Promise<Result<PlanMade, Halt>>;
  /** Takes the plan's tasks out; nobody else may find them, as long as they are not approved. */
  withdraw(own: readonly TaskId[], ctx: RunContext): Promise<Result<void, Halt>>;
}

const withdrawn = z.array(z.string());

/** Opens the list for a plan. Tasks that an earlier process had taken out, as it halted, are put back. */
export async function planList(deps: OuterDeps, key: string, ctx: RunContext): Promise<Result<PlanList, Halt>> {
  const { list } = deps;
  const kept = await beginning(list, key, ctx);
  if (!kept.ok) return kept;
  const start = kept.value;
  const back = await putBack(list, `${key}/withdrawn`, ctx);
  if (!back.ok) return back;
  let seen: string = start;
  /** As this program has left it last: nobody else has written to it since. */
  let left: string | null = null;
  /** Whether its author was asked and nobody has looked since. */
  let asking = false;
  const text = () => textOf(list);
  const edit = async (change: (now: string) => string): Promise<Result<string, Halt>> => {
    const written = await edited(list, change);
    if (written.ok) left = written.value;
    return written;
  };
  return ok({
    text,
    async before(own, earlier) {
      const put = earlier === 'lost' ? await edit((now) => rebuilt(start, now, own)) : await text();
      if (!put.ok) return put;
      seen = earlier === 'whole' ? rebuilt(start, put.value, own) : put.value;
      asking = true;
      return done;
    },
    async settle(own, refs) {
      let made: PlanMade = { ids: [], touched: [] };
      const put = await edit((now) => {
        const found = planned(seen, now, new Set(own));
        const ids = found.own.map(({ id }) => id);
        const clean = found.touched.length === 0 ? now : rebuilt(seen, now, ids);
        const mine = found.touched.length === 0 ? ids : planned(seen, clean, new Set(own)).own.map(({ id }) => id);
        const marked = stamped(clean, mine, refs);
        made = { ids: [...marked.ids], touched: [...found.touched] };
        return marked.text;
      });
      asking = false;
      return put.ok ? ok(made) : put;
    },
    async withdraw(own, halting) {
      const now = await text();
      if (!now.ok) return now;
      // What an author has done that failed in the midst of it is undone as well; what others did since is theirs.
      const found = asking ? planned(seen, now.value, new Set(own)) : { own: [], touched: [] };
      const all = [...new Set([...own, ...found.own.map(({ id }) => id)])];
      const blocks = blocksOf(now.value, new Set(all));
      if (blocks.length === 0 && found.touched.length === 0) return done;
      const meant = await halting.journal.append({ kind: 'step', key: `${key}/withdrawn`, value: [...blocks] });
      if (!meant.ok) return meant;
      // Byte for byte where nobody else wrote to it, headings that its author has put in included.
      const before = withoutTasks(seen, own);
      const rest = planned(start, before, new Set());
      const whole =
        (left === null || seen === left || now.value === left) && rest.own.length + rest.touched.length === 0;
      const put = await edit((text) => (whole ? start : found.touched.length > 0 ? before : withoutTasks(text, all)));
      return put.ok ? done : put;
    },
  });
}

/** The list as it was with the plan's own tasks as they are now. */
const rebuilt = (before: string, now: string, own: readonly TaskId[]): string => {
  const ids = new Set<string>(own);
  const bare = withoutTasks(before, own);
  return withBlocks(bare, blocksOf(now, ids));
};

/** The list as it is when planning begins, kept beside the journal; one that is missing is made. */
async function beginning(list: TaskList, key: string, ctx: RunContext): Promise<Result<string, Halt>> {
  const kept = ctx.journal.find(`${key}/list`) === undefined ? null : await list.kept();
  if (kept !== null) return ok(kept);
  const now = await list.store.text();
  if (!now.ok) return err(unusable(list, now.error));
  const text = now.value ?? EMPTY;
  if (now.value === null) {
    const made = await list.restore(text);
    if (!made.ok) return err(unusable(list, made.error));
  }
  const copied = await list.keep(text);
  if (!copied.ok) return err({ reason: 'state', file: list.file, why: copied.error });
  const noted = await step(ctx, `${key}/list`, z.null(), async () => ok(null));
  return noted.ok ? ok(text) : noted;
}

async function putBack(list: TaskList, key: string, ctx: RunContext): Promise<Result<void, Halt>> {
  const past = withdrawn.safeParse(ctx.journal.find(key)?.value);
  if (!past.success || past.data.length === 0) return done;
  const put = await edited(list, (now) => {
    const there = new Set<string>(readTasklist(now).entries.map(({ id }) => id));
    const missing = past.data.filter((block) => !readTasklist(block).entries.some(({ id }) => there.has(id)));
    return withBlocks(now, missing);
  });
  if (!put.ok) return put;
  return ctx.journal.append({ kind: 'step', key, value: [] });
}

async function textOf(list: TaskList): Promise<Result<string, Halt>> {
  const now = await list.store.text();
  return now.ok && now.value !== null ? ok(now.value) : err(unusable(list, now.ok ? null : now.error));
}

async function edited(list: TaskList, change: (now: string) => string): Promise<Result<string, Halt>> {
  const now = await list.store.edit(change);
  return now.ok && now.value !== null ? ok(now.value) : err(unusable(list, now.ok ? null : now.error));
}

/** Takes tasks out of a list that were planned and are not wanted; a list that is gone has none. */
export async function takeOut(list: TaskList, ids: readonly TaskId[]): Promise<Result<void, Halt>> {
  const put = await list.store.edit((now) => withoutTasks(now, ids));
  return put.ok ? done : err(unusable(list, put.error));
}

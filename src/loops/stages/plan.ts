import type { Halt } from '../../domain/halt.js';
import type { DesignHandoff, WorklistHandoff } from '../../domain/handoff.js';
import type { DesignId, TaskId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { type Entry, readTasklist } from '../../formats/tasklist.js';
import { taskReferenceProblems } from '../../policy/references.js';
import { taskShapeProblems } from '../../policy/task-shape.js';
import { planningOf } from '../../policy/transitions.js';
import type { StoredDesign } from '../../ports/designs.js';
import { excerpt } from '../../prompting/excerpt.js';
import { planReview } from '../../prompting/replies.js';
import { askWriter } from '../authoring/ask-writer.js';
import { type Authoring, author } from '../authoring/authoring.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { OuterDeps } from '../pipeline/deps.js';
import type { Stage, StageContext } from '../pipeline/stage.js';
import { markDesign } from './mark-design.js';
import { type PlanList, type PlanMade, planList, planMade } from './plan-list.js';
import { planFixPrompt, planPrompt, planReviewPrompt, splitTasksPrompt } from './plan-prompts.js';
import { feedbackBlock } from './words.js';

/** One design that becomes more tasks than this was not cut, but shredded. */
const MOST = 50;

/** What a planner has to know none of whose tasks are there any more, though something is wanted of them. */
const NONE_LEFT = 'None of the tasks planned for this design is in the tasklist now, so the plan is to be made again.';

/** With this a planner begins its answer that finds all of a design done. Its template says so. */
const NOTHING = /^\W*NOTHING_TO_PLAN\b[\s:.-]*/;
/** Characters of its reasons that are told. */
const REASONS = 500;

/** The plan as it is now. */
interface Plan extends PlanMade {
  readonly own: readonly Entry[];
  readonly blocks: readonly string[];
  /** Pending tasks besides. */
  readonly others: readonly string[];
}

/** Has a design cut into tasks of the tasklist. As long as they are not approved, a run that halts takes them out again. */
export const plan: Stage<DesignHandoff, WorklistHandoff> = {
  name: 'plan',
  takes: 'design',
  gives: 'worklist',
  writes: true,
  async run(input, at) {
    const { deps, ctx, key } = at;
    const found = await plannable(input, deps);
    if (!found.ok) return found;
    const design = found.value;
    const how = planningOf(design.status);
    const { files } = deps.artifacts.designs;
    if (how === 'refused') return err(artifactTrouble(files, `the design ${design.id} was given up (superseded)`));
    if (how === 'unreviewed') ctx.emit({ type: 'noticed', notice: { kind: 'design-unreviewed', design: design.id } });
    const list = await planList(deps, key, ctx);
    if (!list.ok) return list;
    let own: readonly TaskId[] = at.previous.flatMap((one) => (one.kind === 'worklist' ? one.tasks : []));
    const authoring = authoringOf(design, list.value, own, at, (ids) => {
      own = ids;
    });
    const approved = await author(authoring, deps, ctx);
    if (approved.ok) return ok([{ kind: 'worklist', tasks: [...approved.value.work.ids] }]);
    const taken = await list.value.withdraw(own, ctx);
    return taken.ok ? approved : taken;
  },
};

/** What is planned, and what its tasks refer to. */
type Planned = Pick<StoredDesign, 'id' | 'title' | 'text' | 'status' | 'opportunityRef'> & {
  /** Null for an opportunity that needs no design. */
  readonly designRef: DesignId | null;
};

async function plannable({ id, bare }: DesignHandoff, { artifacts }: OuterDeps): Promise<Result<Planned, Halt>> {
  const { designs, opportunities } = artifacts;
  if (bare !== true) {
    const found = await designs.get(id);
    if (!found.ok) return err(artifactTrouble(designs.files, found.error));
    if (found.value === null) return err(artifactTrouble(designs.files, `there is no design ${id}`));
    return ok({ ...found.value, designRef: found.value.id });
  }
  const listed = await opportunities.list();
  if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
  const one = listed.value.find((other) => other.id === (id as string));
  if (one === undefined) return err(artifactTrouble(opportunities.files, `there is no opportunity ${id} any more`));
  // It stands for its own design.
  const itself = { id: one.id as string as DesignId, title: one.title, text: one.raw, status: 'reviewed' } as const;
  return ok({ ...itself, opportunityRef: one.id, designRef: null });
}

function authoringOf(
  design: Planned,
  list: PlanList,
  first: readonly TaskId[],
  { deps, ctx, key, feedback }: StageContext,
  onOwn: (ids: readonly TaskId[]) => void,
): Authoring<PlanMade, Plan> {
  const { tasklist } = deps.artifacts;
  const refs = { designRef: design.designRef, opportunityRef: design.opportunityRef };
  let own = first;
  const owning = (made: PlanMade): PlanMade => {
    own = made.ids;
    onOwn(own);
    return made;
  };
  const settle = async (): Promise<Result<PlanMade, Halt>> => {
    const made = await list.settle(own, refs);
    return made.ok ? ok(owning(made.value)) : made;
  };
  const read = async (made: PlanMade): Promise<Result<Plan, Halt>> => {
    owning(made);
    const text = await list.text();
    if (!text.ok) return text;
    const ids = new Set<string>(made.ids);
    const { entries } = readTasklist(text.value);
    const block = ({ start, end }: Entry): string => text.value.slice(start, end);
    const mine = entries.filter(({ id }) => ids.has(id));
    const others = entries.filter(({ id, done: over }) => !over && !ids.has(id)).map(block);
    return ok({ ...made, own: mine, blocks: mine.map(block), others });
  };
  return {
    id: 'plan.review',
    key,
    role: 'author',
    own: tasklist,
    purposes: { first: 'plan', fix: 'plan-fix', review: 'plan-review' },
    about: `The tasks of a design: ${design.title}`,
    artifact: () => ({
      item:
        design.designRef === null
          ? { kind: 'opportunity', id: design.opportunityRef }
          : { kind: 'design', id: design.designRef },
      title: design.title,
      file: tasklist.path,
    }),
    made: planMade,
    async prompt(wanted, last) {
      const now = last === null ? await read({ ids: [...first], touched: [] }) : ok(last);
      if (!now.ok) return now;
      if (wanted !== null && now.value.own.length > 0) return ok(planFixPrompt(deps, design, now.value, wanted));
      const text = await list.text();
      if (!text.ok) return text;
      const asked = planPrompt(deps, design, text.value);
      return ok(wanted === null ? asked : `${NONE_LEFT}\n\n${feedbackBlock(wanted)}\n\n${asked}`);
    },
    before: (earlier) => list.before(own, earlier),
    async settle(_, turn, cycle) {
      let made = await settle();
      const { maxSplitAttempts } = deps.settings.taskConstraints;
      for (let attempt = 1; made.ok && attempt <= maxSplitAttempts; attempt++) {
        const now = await read(made.value);
        if (!now.ok) return now;
        const violations = shapeProblems(now.value.own, deps);
        if (violations.length === 0 || now.value.own.length > MOST) break;
        const ready = await list.before(own, 'none');
        if (!ready.ok) return ready;
        const prompt = splitTasksPrompt(deps, now.value, violations);
        const call = { key: `${turn}/split-${attempt}`, role: 'author', purpose: 'plan-split', cycle, prompt } as const;
        const written = await askWriter(deps, { ...call, conversation: null, own: tasklist }, ctx);
        if (!written.ok) return written;
        made = await settle();
      }
      return made;
    },
    inVain: ({ ids }, words) =>
      ids.length === 0 && NOTHING.test(words)
        ? `No tasks added: its planner finds nothing left to do: ${excerpt(words.replace(NOTHING, '').trim(), REASONS)}`
        : null,
    read,
    flaws: (now) => [
      ...now.touched.map((title) => `the task "${title}" was there before and is not yours to change; it was put back`),
      ...(now.own.length === 0 ? [`No tasks added: they belong into ${tasklist.path}`] : []),
      ...(now.own.length > MOST
        ? [`${now.own.length} tasks are there, too many for one design: take some out until at most ${MOST} are left`]
        : []),
      ...now.own
        .filter((one) => one.done)
        .map(({ about }) => `the task "${about.title}" is ticked, though nobody did it`),
    ],
    reviewPrompt: async (now) => ok(planReviewPrompt(deps, design, now.blocks, now.others)),
    contract: planReview,
    async accept(now) {
      const wrong = await referenceProblems(now.own, deps);
      if (!wrong.ok) return wrong;
      if (wrong.value.length > 0) return err(artifactTrouble(tasklist, wrong.value.join('; ')));
      const violations = shapeProblems(now.own, deps);
      if (violations.length > 0) ctx.emit({ type: 'noticed', notice: { kind: 'plan-breaks-rules', violations } });
      const { designRef } = design;
      if (designRef !== null) await markDesign(designRef, 'approved', { tasklist_ref: tasklist.path }, deps, ctx);
      return done;
    },
    feedback,
  };
}

const shapeProblems = (own: readonly Entry[], { settings }: OuterDeps): readonly string[] =>
  own.flatMap(({ about, id }) =>
    taskShapeProblems(about, settings.taskConstraints).map((problem) => `${id} (${about.title}) ${problem}`),
  );

async function referenceProblems(
  own: readonly Entry[],
  { artifacts: { designs, opportunities } }: OuterDeps,
): Promise<Result<readonly string[], Halt>> {
  const [allDesigns, allOpportunities] = [await designs.list(), await opportunities.list()];
  if (!allDesigns.ok) return err(artifactTrouble(designs.files, allDesigns.error));
  if (!allOpportunities.ok) return err(artifactTrouble(opportunities.files, allOpportunities.error));
  const known = {
    designs: new Set<string>(allDesigns.value.map(({ id }) => id)),
    opportunities: new Set<string>(allOpportunities.value.map(({ id }) => id)),
  };
  return ok(
    taskReferenceProblems(
      own.map(({ id, about }) => ({ ...about, id })),
      known,
    ),
  );
}

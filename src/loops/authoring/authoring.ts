import * as z from 'zod';
import type { JudgedArtifact } from '../../domain/evidence.js';
import type { Halt } from '../../domain/halt.js';
import type { Purpose } from '../../domain/progress.js';
import { done, err, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/role.js';
import { type Finding, type Verdict, verdict } from '../../domain/verdict.js';
import type { ArtifactFiles } from '../../ports/artifact-files.js';
import { asFeedback } from '../../prompting/feedback.js';
import type { Contract } from '../../prompting/replies.js';
import { type Approved, approve, type LoopDefinition } from '../approve.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { step } from '../step.js';
import { askVerdict } from './ask-verdict.js';
import { askWriter } from './ask-writer.js';

/**
 * What an earlier process has left of an author's turn: nothing, for it was never begun; something half done that nobody
 * answers for, and which is asked for anew; or all of it, with the reply kept.
 */
export type Earlier = 'none' | 'lost' | 'whole';

/** How one kind of artifact is written and judged. `M` names what an author's turn made, `W` is what the reviewer sees. */
export interface Authoring<M, W> {
  readonly id: keyof typeof LOOPS;
  /** Under which its steps are recorded. */
  readonly key: string;
  readonly role: Role;
  /** What is written, and the only thing that its author may change. */
  readonly own: ArtifactFiles;
  readonly purposes: Readonly<Record<'first' | 'fix' | 'review', Purpose>>;
  /** What it is about, in a few words. */
  readonly about: string;
  /** What a turn has come to, and where it is. */
  readonly artifact: (work: W) => Omit<JudgedArtifact, 'loop'>;
  readonly made: z.ZodType<M>;
  /** The request: the first one, or one to mend what is there. */
  readonly prompt: (feedback: string | null, last: W | null) => Promise<Result<string, Halt>>;
  /** Just before its author is asked. */
  readonly before?: (earlier: Earlier) => Promise<Result<void, Halt>>;
  /** Finds what the author's turn has made, and puts in order what is for a machine to do. `last` is what the turn before made. */
  readonly settle: (last: M | null, key: string, cycle: number) => Promise<Result<M, Halt>>;
  /** Why asking again would only lead to something made up, by the author's own words; null to go on. */
  readonly inVain?: (made: M, words: string) => string | null;
  /** Reads it as it is now: an edit of a person counts. */
  readonly read: (made: M) => Promise<Result<W, Halt>>;
  /** What is wrong with its form, which no reviewer is paid to say. */
  readonly flaws: (work: W) => readonly string[];
  readonly reviewPrompt: (work: W) => Promise<Result<string, Halt>>;
  readonly contract: Contract<Verdict>;
  readonly accept: (work: W, verdict: Verdict) => Promise<Result<void, Halt>>;
  /** What a person wants changed in what is there already; null to begin. */
  readonly feedback: string | null;
}

const turnOf = <M>(made: z.ZodType<M>) =>
  z.strictObject({ made, conversation: z.string().nullable(), undone: z.array(z.string()) });

/** Writes an artifact and has it judged, round by round, until it is approved. */
export async function author<M, W>(
  a: Authoring<M, W>,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<Approved<W>, Halt>> {
  let last: { readonly made: M; readonly work: W; readonly conversation: string | null } | null = null;
  let undone: readonly string[] = [];
  const recorded = turnOf(a.made);
  const loop: LoopDefinition<W> = {
    id: a.id,
    async author(feedback, cycle) {
      const key = `${a.key}/${cycle}/author`;
      const wanted = feedback ?? a.feedback;
      const turn: Result<z.infer<typeof recorded>, Halt> = await step(ctx, key, recorded, async () => {
        const earlier = !ctx.journal.begun(key) ? 'none' : ctx.journal.find(`${key}/ask`) ? 'whole' : 'lost';
        const ready = (await a.before?.(earlier)) ?? done;
        if (!ready.ok) return ready;
        const meant = await ctx.journal.append({ kind: 'intent', key, before: {} });
        if (!meant.ok) return meant;
        const prompt = await a.prompt(wanted, last?.work ?? null);
        if (!prompt.ok) return prompt;
        const purpose = wanted === null ? a.purposes.first : a.purposes.fix;
        const conversation = last?.conversation ?? null;
        const call = { key: `${key}/ask`, role: a.role, purpose, cycle, prompt: prompt.value, conversation };
        const written = await askWriter(deps, { ...call, own: a.own }, ctx);
        if (!written.ok) return written;
        const made = await a.settle(last?.made ?? null, key, cycle);
        if (!made.ok) return made;
        const { reply } = written.value;
        const inVain = a.inVain?.(made.value, reply.text) ?? null;
        if (inVain !== null) {
          // Whoever goes on with it wants to hear it anew.
          const forgotten = await ctx.journal.append({ kind: 'forgotten', keys: [`${key}/ask`] });
          return forgotten.ok
            ? err({ reason: 'not-approved', cycles: cycle, verdict: misshapen([inVain]) })
            : forgotten;
        }
        const value = { made: made.value, conversation: reply.conversation, undone: [...written.value.undone] };
        return { ok: true, value };
      });
      if (!turn.ok) return turn;
      const { made, conversation } = turn.value;
      const work = await a.read(made);
      if (!work.ok) return work;
      undone = turn.value.undone;
      ctx.emit({
        type: 'artifact-written',
        role: a.role,
        cli: deps.agents.cliOf(a.role),
        cycle,
        file: a.artifact(work.value).file,
        undone,
      });
      last = { made, work: work.value, conversation };
      return work;
    },
    checks: [],
    async reviewer(work, cycle) {
      const began = ctx.clock.now().getTime();
      const key = `${a.key}/${cycle}/review`;
      const replayed = ctx.journal.find(key) !== undefined;
      const judged = await step(ctx, key, verdict, async () => {
        const flaws = [...undone.map(overstepped), ...a.flaws(work)];
        if (flaws.length > 0) return { ok: true, value: misshapen(flaws) };
        const prompt = await a.reviewPrompt(work);
        if (!prompt.ok) return prompt;
        const call = { key, purpose: a.purposes.review, cycle, prompt: prompt.value, contract: a.contract };
        return askVerdict(deps, { ...call, about: a.about }, ctx);
      });
      if (!judged.ok) return judged;
      const ms = ctx.clock.now().getTime() - began;
      const cli = judged.value.summary === FORM ? 'millstone' : deps.agents.cliOf('reviewer');
      const artifact = { loop: LOOPS[a.id], ...a.artifact(work) };
      ctx.emit({ type: 'reviewed', cycle, of: maxCycles, cli, verdict: judged.value, ms, replayed, artifact });
      return judged;
    },
    accept: (work, judged) => a.accept(work, judged),
    asFeedback,
    maxCycles: 0,
  };
  // What a person granted is for the stage that had used up its rounds, not for those that come after it.
  const granted = ctx.journal.find(`${a.key}/${deps.settings.maxCycles}/review`) === undefined ? 0 : deps.moreCycles;
  const maxCycles = deps.settings.maxCycles + granted;
  const approved = await approve({ ...loop, maxCycles }, ctx);
  if (approved.ok || approved.error.reason !== 'not-approved') return approved;
  const unasked = approved.error.verdict.summary === FORM;
  const stage = { name: LOOPS[a.id], file: a.own.path, unasked };
  return err({ ...approved.error, stage });
}

/** The loops that write artifacts. */
const LOOPS = { 'analyze.review': 'analyze', 'design.review': 'design', 'plan.review': 'plan' } as const;

/** What a refusal says that no reviewer was asked for. */
const FORM = 'It was not shown to the reviewer: its form has to be mended first.';

function misshapen(flaws: readonly string[]): Verdict {
  const [first, ...rest] = flaws.map((problem): Finding => ({ severity: 'medium', where: null, problem }));
  if (first === undefined) throw new Error('a refusal needs a reason');
  return { approved: false, summary: FORM, findings: [first, ...rest] };
}

const overstepped = (file: string): string =>
  `${file} was changed, which is not yours to change now; that was undone, and a copy is kept`;

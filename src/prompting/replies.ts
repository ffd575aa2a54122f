import * as z from 'zod';
import { err, ok, type Result } from '../domain/result.js';
import type { DiffVerdict, Finding, SanityVerdict, Severity, Verdict } from '../domain/verdict.js';
import { SEVERITIES } from '../domain/verdict.js';

/** A shape of reply: what is asked of the agent's tool, and how an object of it becomes a value of ours. */
export interface Contract<T> {
  readonly name: string;
  /** JSON schema with closed objects and every key required, as strict structured output wants it. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The key by which an object can be told to be meant as this reply, also when it is otherwise wrong. */
  readonly marker: string;
  /** The value, or in one sentence what is wrong with the object. */
  read(candidate: Readonly<Record<string, unknown>>): Result<T, string>;
}

const texts = z.array(z.string());

const reviewWire = z.strictObject({
  status: z.enum(['APPROVED', 'REQUEST_CHANGES']),
  review: z.string(),
  summary: z.string(),
  findings: texts.nullable(),
  findings_by_severity: z
    .strictObject({ critical: texts, high: texts, medium: texts, low: texts, nit: texts })
    .nullable(),
});

const sanityWire = z.strictObject({ status: z.enum(['OK', 'HALT']), reason: z.string() });

const schemas = new Map<z.ZodType, Readonly<Record<string, unknown>>>();

/** Made when it is first needed: most of a contract's life nobody asks for it. */
function jsonSchemaOf(wire: z.ZodType): Readonly<Record<string, unknown>> {
  const made = schemas.get(wire) ?? z.toJSONSchema(wire, { target: 'draft-7' });
  schemas.set(wire, made);
  return made;
}

/** What is read is more forgiving than what is asked for: lists may be missing, null or a single text. */
const list = z.preprocess(
  (value) => (value === null || value === undefined ? [] : typeof value === 'string' ? [value] : value),
  texts,
);
/** What nobody asks for, but a reviewer that approves and blocks at once may say. */
const objections = { blockers: list, blocking: z.unknown().optional(), blocked: z.unknown().optional() };
const review = z.object({
  ...objections,
  status: reviewWire.shape.status,
  review: z.string(),
  summary: z.string(),
  findings: list,
  findings_by_severity: z.preprocess((value) => value ?? {}, z.record(z.string(), list)),
});

/** `review_decision`: a review of code. Findings of a severity in `blockOn` make an approval a request for changes. */
export const reviewDecision = (blockOn: readonly Severity[]): Contract<Verdict> => ({
  name: 'review_decision',
  marker: 'status',
  schema: jsonSchemaOf(reviewWire),
  read(candidate) {
    const parsed = review.safeParse(candidate);
    if (!parsed.success) return err(problemIn(parsed.error));
    const { status, summary } = parsed.data;
    const findings = [...findingsOf(parsed.data), ...objectionsOf(parsed.data)];
    const blocked = findings.some((finding) => blockOn.includes(finding.severity));
    if (status === 'APPROVED' && !blocked) return ok({ approved: true, summary, findings });

    const overruled =
      status === 'APPROVED' ? 'The reviewer approved, but a finding of this severity blocks (review.block_on). ' : '';
    const [first, ...rest] = findings.length > 0 ? findings : inWords(parsed.data.review, summary);
    if (first === undefined) return err('changes are requested, but no finding, review or summary says which');
    return ok({ approved: false, summary: `${overruled}${summary}`, findings: [first, ...rest] });
  },
});

/** `sanity_check`: whether to go on at all. A halt needs a reason. */
export const sanityCheck: Contract<SanityVerdict> = {
  name: 'sanity_check',
  marker: 'status',
  schema: jsonSchemaOf(sanityWire),
  read(candidate) {
    const parsed = z.object({ status: sanityWire.shape.status, reason: z.string().default('') }).safeParse(candidate);
    if (!parsed.success) return err(problemIn(parsed.error));
    const { status, reason } = parsed.data;
    return ok({
      halt: status === 'HALT',
      reason: reason.trim() === '' && status === 'HALT' ? 'no reason was given' : reason,
    });
  },
};

/** What a finished task leaves for others of its group. */
export interface Extracted {
  readonly summary: string;
  readonly decisions: readonly string[];
}

const extractionWire = z.strictObject({ summary: z.string(), key_decisions: texts });
const extraction = z.object({ summary: z.string().default(''), key_decisions: list });

/** `context_extraction`: either part may be missing, but not both. */
export const contextExtraction: Contract<Extracted> = {
  name: 'context_extraction',
  marker: 'key_decisions',
  schema: jsonSchemaOf(extractionWire),
  read(candidate) {
    const parsed = extraction.safeParse(candidate);
    if (!parsed.success) return err(problemIn(parsed.error));
    const summary = parsed.data.summary.trim();
    const decisions = parsed.data.key_decisions.map((one) => one.trim()).filter((one) => one !== '');
    return summary === '' && decisions.length === 0 ? err('it says nothing') : ok({ summary, decisions });
  },
};

const diffReviewWire = z.strictObject({ verdict: z.enum(['APPROVED', 'REJECTED']), reason: z.string() });

/** `diff_review`: whether a diff may be merged. A rejection needs a reason. */
export const diffReview: Contract<DiffVerdict> = {
  name: 'diff_review',
  marker: 'verdict',
  schema: jsonSchemaOf(diffReviewWire),
  read(candidate) {
    const parsed = z.object(diffReviewWire.shape).safeParse(candidate);
    if (!parsed.success) return err(problemIn(parsed.error));
    const { verdict, reason } = parsed.data;
    if (verdict === 'REJECTED' && reason.trim() === '') return err('the diff is rejected, but no reason says why');
    return ok({ approved: verdict === 'APPROVED', reason: reason.trim() });
  },
};

const authoringWire = {
  verdict: z.enum(['APPROVED', 'NEEDS_REVISION']),
  strengths: texts,
  issues: texts,
};
const scored = z.strictObject({ ...authoringWire, score: z.number(), feedback: texts });
const authoring = z.object({
  ...objections,
  verdict: authoringWire.verdict,
  strengths: list,
  issues: list,
  feedback: list,
  questions: list,
});

/** `design_review`, `analyze_review`, `plan_review`: critical and high findings make an approval a refusal (S10). */
const authoringReview = (name: string, wire: z.ZodType): Contract<Verdict> => ({
  name,
  marker: 'verdict',
  get schema() {
    return jsonSchemaOf(wire);
  },
  read(candidate) {
    const parsed = authoring.safeParse(candidate);
    if (!parsed.success) return err(problemIn(parsed.error));
    const { verdict: word, strengths, issues, feedback, questions } = parsed.data;
    const graded = (said: readonly string[]): readonly Finding[] =>
      said
        .filter((text) => text.trim() !== '')
        .map((problem) => ({ severity: severityIn(problem), where: null, problem }));
    const found = [...graded([...issues, ...questions]), ...objectionsOf(parsed.data)];
    const told = graded(feedback);
    const blocked = [...found, ...told].some(({ severity }) => severity === 'critical' || severity === 'high');
    if (word === 'APPROVED' && !blocked)
      return ok({
        approved: true,
        summary: feedback.join(' ').trim() || strengths.join('; ').trim(),
        findings: [...found],
      });
    const [first, ...rest] = [...found, ...told];
    if (first === undefined) return err('a revision is asked for, but no issue, question or feedback says which');
    const overruled = word === 'APPROVED' ? 'The reviewer approved, but a finding of this severity blocks. ' : '';
    return ok({ approved: false, summary: overruled, findings: [first, ...rest] });
  },
});

/** What a reviewer says of a design. */
export const designReview = authoringReview('design_review', z.strictObject({ ...authoringWire, questions: texts }));
/** What a reviewer says of a list of opportunities. */
export const analyzeReview = authoringReview('analyze_review', scored);
/** What a reviewer says of planned tasks. */
export const planReview = authoringReview('plan_review', scored);

/** A word that blocks counts, whatever the verdict beside it. */
function objectionsOf({
  blockers,
  blocking,
  blocked,
}: Pick<z.infer<typeof review>, keyof typeof objections>): readonly Finding[] {
  const named = blockers.filter((text) => text.trim() !== '');
  const says = named.length === 0 && (blocking === true || blocked === true) ? ['it says that it blocks'] : named;
  return says.map((problem) => ({ severity: 'critical', where: null, problem }));
}

function findingsOf(reply: z.infer<typeof review>): Finding[] {
  const graded = Object.entries(reply.findings_by_severity).flatMap(([name, problems]) =>
    problems.map((problem): Finding => {
      const severity = SEVERITIES.find((one) => one === name.trim().toLowerCase()) ?? 'low';
      return { severity, where: null, problem };
    }),
  );
  const seen = new Set(graded.map((finding) => finding.problem.trim()));
  const plain = reply.findings.map((problem): Finding => ({ severity: severityIn(problem), where: null, problem }));
  // Reviewers often list the same findings twice, once plain and once by severity; the grade counts.
  return [...graded, ...plain.filter((finding) => !seen.has(finding.problem.trim()))].filter(
    (finding) => finding.problem.trim() !== '',
  );
}

/** A severity, or a word of the original's for one, with which a finding without a grade begins. */
const GRADE = /^\W*(critical|blocker|blocking|blocked|major|high|medium|minor|low|nit)\b[\s*_]*[:\])]/i;
const WORDS: Readonly<Record<string, Severity>> = {
  blocker: 'critical',
  blocking: 'critical',
  blocked: 'critical',
  major: 'high',
  minor: 'low',
};

function severityIn(problem: string): Severity {
  const word = GRADE.exec(problem)?.[1]?.toLowerCase() ?? '';
  return WORDS[word] ?? SEVERITIES.find((one) => one === word) ?? 'medium';
}

const inWords = (...texts: readonly string[]): Finding[] => {
  const problem = texts.find((text) => text.trim() !== '');
  return problem === undefined ? [] : [{ severity: 'medium', where: null, problem }];
};

function problemIn(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => {
      const place = path.join('.') || 'the object';
      return / received undefined$/.test(message)
        ? `${place} is missing`
        : `${place}: ${message.replace(/^Invalid input: /, '')}`;
    })
    .join('; ');
}

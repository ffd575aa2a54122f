import * as z from 'zod';

/** How bad a finding is, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'nit'] as const;
export const severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severity>;

/** One thing a reviewer found. `where` is a place in the reviewer's words, such as `src/a.ts:12`. */
export const finding = z.strictObject({
  severity,
  where: z.string().nullable(),
  problem: z.string().min(1),
});
export type Finding = z.infer<typeof finding>;

/**
 * A judgement. The type holds what the loop relies on: a refusal names at least one finding. That no approval
 * carries a blocking finding is made sure where a reply becomes a verdict, since what blocks is a setting.
 */
export const verdict = z.discriminatedUnion('approved', [
  z.strictObject({ approved: z.literal(true), summary: z.string(), findings: z.array(finding) }),
  z.strictObject({ approved: z.literal(false), summary: z.string(), findings: z.tuple([finding], finding) }),
]);
export type Verdict = z.infer<typeof verdict>;

/** What a verdict says, in a few words of the reviewer's own; empty where it said nothing. */
export const verdictWords = ({ summary, findings }: Verdict): string =>
  [summary, ...findings.map(({ problem }) => problem)].filter((text) => text.trim() !== '').join('; ');

/** Whether the author's work is worth a review at all, or a review worth acting on. */
export const sanityVerdict = z.strictObject({ halt: z.boolean(), reason: z.string() });
export type SanityVerdict = z.infer<typeof sanityVerdict>;

/** What a reviewer says of a diff that belongs to no task. */
export interface DiffVerdict {
  readonly approved: boolean;
  /** Never empty for a rejection. */
  readonly reason: string;
}

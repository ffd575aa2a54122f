import * as z from 'zod';

const names = z.array(z.string());
const lost = z.array(z.strictObject({ path: z.string(), removed: z.number(), added: z.number() }));

/**
 * Signs that a change makes tests pass by asking less of the code. Counted from the lines of the diff: a test that was
 * renamed may be among the deleted ones, and a good change may show any of them. Nothing is decided by them.
 */
export const tampering = z.strictObject({
  /** Files of tests that are gone. */
  deletedFiles: names,
  /** Tests whose names were taken out and came in nowhere else. */
  deletedTests: names,
  /** Marks that skip tests, or run only some, as `path: line`. */
  skipped: names,
  /** Files that say how checks are run and what they ask for. */
  checkConfig: names,
  /** Files of tests with fewer expectations than before, when the change as a whole has fewer. */
  expectations: lost,
});
export type Tampering = z.infer<typeof tampering>;

/** Whether there is any sign at all. */
export const isTampering = (found: Tampering): boolean => Object.values(found).some((one) => one.length > 0);

/** Fails with both values when they differ. */
export function same(what: string, got: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

/** Fails when something is not so. */
export function holds(what: string, so: boolean): void {
  if (!so) throw new Error(what);
}

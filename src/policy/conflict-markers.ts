/** How git begins and ends what both sides changed. */
const MARKER = /^(?:<{7}|>{7}) /;

/**
 * Looks for marks of conflicts among added lines. Only of use for a task that was given conflicts to resolve: elsewhere
 * such lines may be meant.
 */
export class ConflictMarkers {
  private readonly found = new Set<string>();

  visit(path: string, line: string): void {
    if (MARKER.test(line)) this.found.add(path);
  }

  get files(): readonly string[] {
    return [...this.found];
  }
}

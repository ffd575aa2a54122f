import type { Step } from './step.js';

/** The steps that are still to come. A request without a step left is a mistake of the test, and is told. */
export class Script {
  private steps: Step[] = [];
  private left = 0;
  private again: Step | null = null;
  /** Main requests that came when nothing was left. */
  unscripted = 0;

  /** Replaces what is left. */
  play(steps: readonly Step[]): void {
    this.steps = [...steps];
    this.again = null;
    this.left = 0;
    this.unscripted = 0;
  }

  /** Steps that nobody asked for. */
  get remaining(): number {
    return this.steps.length;
  }

  next(): Step {
    if (this.again !== null && this.left > 0) {
      this.left--;
      return this.again;
    }
    const step = this.steps.shift();
    if (step === undefined) {
      this.unscripted++;
      return { do: 'fail', kind: 'bad-request' };
    }
    this.again = step;
    this.left = step.times === 'always' ? Number.POSITIVE_INFINITY : (step.times ?? 1) - 1;
    return step;
  }
}

/** Fires when nothing was touched for a while. One timer however often it is touched. */
export class ActivityTimer {
  private last = performance.now();
  private timer: NodeJS.Timeout | null = null;

  /** `limitMs` of 0 never fires. */
  constructor(
    private readonly limitMs: number,
    private readonly onQuiet: () => void,
  ) {
    if (limitMs > 0) this.arm(limitMs);
  }

  touch(): void {
    this.last = performance.now();
  }

  /** Milliseconds since the last touch. */
  quietFor(): number {
    return performance.now() - this.last;
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private arm(ms: number): void {
    this.timer = setTimeout(() => {
      const left = this.limitMs - this.quietFor();
      if (left > 0) this.arm(left);
      else this.onQuiet();
    }, ms);
  }
}

/**
 * What will happen to a resource, and when, on the cloud's clock. Nothing runs by itself: every request first settles what is due.
 */
export class Timeline {
  #steps: { readonly dueAt: number; readonly apply: (at: number) => void }[] = [];

  /** Plans a step `ms` after the last one planned, or after `now` when there is none. */
  plan(now: number, ms: number, apply: (at: number) => void): this {
    const from = this.#steps.at(-1)?.dueAt ?? now;
    this.#steps.push({ dueAt: Math.max(from, now) + ms, apply });
    return this;
  }

  /** Does everything due by `now`, in order. Steps planned meanwhile are looked at too. */
  settle(now: number): void {
    for (;;) {
      const next = this.#steps[0];
      if (next === undefined || next.dueAt > now) return;
      this.#steps.shift();
      next.apply(next.dueAt);
    }
  }

  cancel(): void {
    this.#steps = [];
  }
}

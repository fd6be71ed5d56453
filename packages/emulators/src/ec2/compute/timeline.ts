interface Pending {
  readonly due: number;
  readonly order: number;
  readonly apply: (due: number) => void;
}

/** What will have happened by a given time. Nothing runs by itself: `settle` is called as each request arrives. */
export class Timeline {
  readonly #pending = new Map<string, Pending>();
  #order = 0;

  /** `key` names what changes: a later plan for it replaces the earlier one. `apply` is told when it was due and may plan further. */
  plan(key: string, due: number, apply: (due: number) => void): void {
    this.#pending.set(key, { due, order: this.#order++, apply });
  }

  cancel(key: string): void {
    this.#pending.delete(key);
  }

  settle(now: number): void {
    for (;;) {
      let next: [string, Pending] | undefined;
      for (const entry of this.#pending) {
        if (entry[1].due > now) continue;
        if (next === undefined || entry[1].due < next[1].due || (entry[1].due === next[1].due && entry[1].order < next[1].order)) next = entry;
      }
      if (next === undefined) return;
      this.#pending.delete(next[0]);
      next[1].apply(next[1].due);
    }
  }
}

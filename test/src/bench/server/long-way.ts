/** Where a timer is not to be trusted any more: node's are late by up to a millisecond, and later when much is under way. */
const WATCHED_MS = 2;

interface Traveller {
  readonly dueAt: number;
  readonly arrive: () => void;
}

/** The way between client and server: an answer goes out so long after its request came in, however long the server took in between. */
export class LongWay {
  latencyMs = 0;
  /** In the order in which they are due. */
  readonly #travellers: Traveller[] = [];
  #watching = false;

  /** Resolves when the answer may go. */
  begin(): Promise<void> | undefined {
    if (this.latencyMs === 0) return undefined;
    const dueAt = performance.now() + this.latencyMs;
    return new Promise((arrive) => {
      this.#travellers.push({ dueAt, arrive });
      if (!this.#watching) this.#watch();
    });
  }

  #watch(): void {
    const now = performance.now();
    while ((this.#travellers[0]?.dueAt ?? Number.POSITIVE_INFINITY) <= now) this.#travellers.shift()?.arrive();
    const next = this.#travellers[0];
    this.#watching = next !== undefined;
    if (next === undefined) return;
    if (next.dueAt - now > WATCHED_MS) setTimeout(() => this.#watch(), next.dueAt - now - WATCHED_MS);
    else setImmediate(() => this.#watch());
  }
}

import type { TokenStore } from './token-store.ts';

/** Shares tokens between the connections of one process. */
export class MemoryTokenStore implements TokenStore {
  readonly #entries = new Map<string, { readonly value: string; readonly until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get(key: string): string | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined && this.#now() < entry.until) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: string, ttlMs: number): void {
    const now = this.#now();
    for (const [other, { until }] of this.#entries) if (until <= now) this.#entries.delete(other);
    this.#entries.set(key, { value, until: now + ttlMs });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}

/** What `tokenStore: memory` means. */
export const processTokens: TokenStore = new MemoryTokenStore();

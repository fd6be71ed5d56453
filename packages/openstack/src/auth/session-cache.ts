import { type CallOptions, CloudError, type Connection, type SharedTokens, TokenCache } from '@portolan/core/driver';
import type { Session } from './session.ts';

const SURELY_FRESH_MS = 60_000;

/** One session for all callers, got anew before its token ends. */
export class SessionCache {
  readonly #connection: Connection;
  readonly #cache: TokenCache<Session>;

  constructor(connection: Connection, fetch: (options: CallOptions) => Promise<Session>, shared?: SharedTokens<Session>) {
    this.#connection = connection;
    this.#cache = new TokenCache<Session>({
      clock: connection.clock,
      fetch: async (signal) => {
        const session = await fetch({ signal });
        return { value: session, expiresAt: session.expiresAt };
      },
      shared,
    });
  }

  /** A session that is good now. The time allowed counts here too: `timeout`. */
  async get(options: CallOptions): Promise<Session> {
    const limitMs = options.timeoutMs ?? this.#connection.timeoutMs;
    if (limitMs === undefined || this.#isFresh()) return this.#cache.get(options);
    const limit = new AbortController();
    const timer = new AbortController();
    this.#connection.clock.sleep(limitMs, timer.signal).then(
      () => limit.abort(new CloudError('timeout', `signing in took longer than the ${limitMs} ms allowed`, { retry: 'maybe', outcome: 'not-done' })),
      () => {}, // Signed in by then.
    );
    try {
      return await this.#cache.get({ signal: options.signal === undefined ? limit.signal : AbortSignal.any([options.signal, limit.signal]) });
    } finally {
      timer.abort();
    }
  }

  /** What is held now, good or not. */
  peek(): Session | undefined {
    return this.#cache.peek();
  }

  /** Forgets the session of this token; one that has taken its place stays, so that many refused calls make one renewal. */
  forget(token: string | undefined): void {
    const held = this.#cache.peek();
    if (held !== undefined && held.token === token) this.#cache.invalidate(held);
  }

  /** Sure to be handed out without waiting. */
  #isFresh(): boolean {
    const held = this.#cache.peek();
    return held !== undefined && (held.expiresAt === undefined || held.expiresAt.getTime() - this.#connection.clock.now() > SURELY_FRESH_MS);
  }
}

import type { Shutdown } from '@portolan/core/driver';
import type { EngineAuth } from './auth.ts';

const LONGEST_MS = 60_000;

/**
 * Work that tidies up behind a call: it has its own time limit, since the caller's signal may be what made it necessary.
 * Closing the connection waits for it, then signs out.
 */
export class Cleanups implements Shutdown {
  readonly #auth: EngineAuth;
  #keepSession = false;
  readonly #running = new Set<Promise<void>>();

  constructor(auth: EngineAuth) {
    this.#auth = auth;
  }

  /** Never rejects: what cannot be tidied up ends by itself (transfers by inactivity, with their disks). */
  run(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const running = work(AbortSignal.timeout(LONGEST_MS)).then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
    return running;
  }

  /** The session goes on when the connection has closed. */
  keepSession(): void {
    this.#keepSession = true;
  }

  async shutdown(signal: AbortSignal): Promise<void> {
    const late = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    // Half of what is given: signing out must still happen.
    await Promise.race([Promise.all(this.#running), late]);
    if (!this.#keepSession) await this.#auth.logout(signal);
  }
}

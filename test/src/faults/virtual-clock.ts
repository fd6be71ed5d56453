import type { Connection } from '@portolan/core/driver';
import type { EmulatorClock } from '@portolan/emulators';

type Clock = Connection['clock'];

/** Longer sleeps are limits on whole calls: those are about a real server that does not answer. */
const LONGEST_PAUSE_MS = 31_000;

/**
 * The time of an emulator and of those who use it: it goes on by itself, and whoever pauses moves it on instead of waiting. What waits for a server to boot
 * need not be waited for. A pause that gives what is under way the time to arrive still lasts a hundredth.
 */
export class VirtualClock implements Clock, EmulatorClock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#pass(ms, 100, signal);
  }

  /** The same time, for those whose pauses must be longer than what others do meanwhile: they last half. */
  get patient(): Clock {
    return { now: () => this.now(), sleep: (ms, signal) => this.#pass(ms, 2, signal) };
  }

  async #pass(ms: number, times: number, signal: AbortSignal | undefined): Promise<void> {
    const lasts = ms > LONGEST_PAUSE_MS ? ms : ms / times;
    await realSleep(lasts, signal);
    this.#offsetMs += ms - lasts;
  }
}

function realSleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', left);
      resolve();
    }, ms);
    const left = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', left, { once: true });
  });
}

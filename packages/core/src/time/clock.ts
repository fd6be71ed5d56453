import { onAbort } from './on-abort.ts';

/** Time and waiting, so that tests need neither. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Node's timers hold no more: `setTimeout` of a longer time fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  // Not `node:timers/promises`, which makes an error with a stack for every sleep that is ended early: each call with a time limit ends one.
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      let left = ms;
      let timer: NodeJS.Timeout;
      const forget = onAbort(signal, () => {
        clearTimeout(timer);
        reject(signal?.reason);
      });
      const wait = (): void => {
        const now = Math.min(left, LONGEST_TIMER_MS);
        left -= now;
        timer = setTimeout(() => {
          if (left > 0) wait();
          else {
            forget();
            resolve();
          }
        }, now);
      };
      wait();
    }),
};

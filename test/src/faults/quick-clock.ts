/** The system's time, whose short pauses are a hundredth as long: what waits between two searches need not be waited for. Limits on whole calls keep their length. */
export const quickClock: { readonly now: () => number; readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void> } = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', left);
          resolve();
        },
        ms <= 5_000 ? ms / 100 : ms,
      );
      const left = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', left, { once: true });
    }),
};

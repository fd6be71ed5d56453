/** Tells a stream's callback how work ended that may be over already, or take its time. What it throws is the stream's error. */
export function whenDone(work: () => Promise<void> | undefined, done: (error: Error | null) => void): void {
  let later: Promise<void> | undefined;
  try {
    later = work();
  } catch (error) {
    done(asError(error));
    return;
  }
  if (later === undefined) done(null);
  else void settle(later, done);
}

async function settle(later: Promise<void>, done: (error: Error | null) => void): Promise<void> {
  let failure: Error | null = null;
  try {
    await later;
  } catch (error) {
    failure = asError(error);
  }
  done(failure);
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

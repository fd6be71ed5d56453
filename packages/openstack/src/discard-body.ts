import type { RequestBody } from '@portolan/core/driver';

/** A stream that will not be sent any more, though it was handed over: nobody else ends it. */
export function discardBody(body: RequestBody | undefined): void {
  if (body === undefined || body.replayable) return;
  try {
    const source = body.open();
    if (!(source instanceof Uint8Array)) source.on('error', () => {}).destroy();
  } catch {
    // It was read already.
  }
}

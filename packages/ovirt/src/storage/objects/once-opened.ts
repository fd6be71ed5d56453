import { Readable } from 'node:stream';
import type { RequestBody } from '@portolan/core/driver';

/** A stream that was never opened is nobody's any more: whoever gave it waits for it to be closed. */
export function onceOpened(body: RequestBody): { readonly body: RequestBody; readonly discard: () => void } {
  let opened = false;
  return {
    body: {
      length: body.length,
      replayable: body.replayable,
      open: () => {
        opened = true;
        return body.open();
      },
    },
    discard: () => {
      if (opened || body.replayable) return;
      opened = true;
      try {
        const source = body.open();
        if (source instanceof Readable) source.on('error', () => undefined).destroy();
      } catch {
        // It was spent already.
      }
    },
  };
}

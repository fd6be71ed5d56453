import { Readable } from 'node:stream';
import { CloudError, isCloudError } from '../errors/cloud-error.ts';
import type { RequestBody } from './transport.ts';

/** Of a stream that has nothing to give any more: taken for an empty one, it would be an empty object. */
export function failureBefore(source: Readable): CloudError | undefined {
  if (source.errored != null) return unreadable(source.errored);
  if (!source.destroyed && !source.readableEnded) return undefined;
  return new CloudError('invalid-argument', 'the stream to send was read or closed before', { outcome: 'not-done' });
}

/** What a caller's own stream, or what opens it, failed with. */
export function unreadable(error: unknown): CloudError {
  // A stream that comes from another cloud explains itself.
  if (isCloudError(error)) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new CloudError('invalid-argument', `the stream to send failed: ${said}`, { outcome: 'not-done', cause: error });
}

export interface BlamedBody {
  readonly body: RequestBody;
  /** An error in the caller's terms, if it is that of the stream that was opened last, however it was read; else as it is. */
  blame(error: unknown): unknown;
}

/** Tells what the caller's stream failed with from what the cloud did. */
export function blamed(given: RequestBody): BlamedBody {
  let source: Readable | undefined;
  const open = (): Uint8Array | Readable => {
    const opened = given.open();
    if (opened instanceof Readable) source = opened;
    return opened;
  };
  return { body: { ...given, open }, blame: (error) => (source?.errored != null && source.errored === error ? unreadable(error) : error) };
}

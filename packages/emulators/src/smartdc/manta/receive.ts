import { createHash } from 'node:crypto';
import type { MantaCall } from './call.ts';
import { MantaError } from './manta-error.ts';

export interface Received {
  readonly body: Buffer;
  readonly md5: string;
}

/** muskie's default for uploads of unknown length. */
const MAX_STREAMING_BYTES = 5120 * 1024 * 1024;

/** The announced size: exact with Content-Length, the most there may come when chunked. Neither is 411. */
export function announcedSize(call: Pick<MantaCall, 'request'>): { readonly bytes: number; readonly chunked: boolean } {
  const { request } = call;
  if (/\bchunked\b/i.test(request.header('transfer-encoding') ?? '')) {
    const asked = request.header('max-content-length');
    const bytes = asked === undefined ? MAX_STREAMING_BYTES : Number.parseInt(asked, 10);
    if (!(bytes >= 0)) throw new MantaError(400, 'InvalidMaxContentLength', `${bytes} is an invalid max-content-length value`);
    return { bytes, chunked: true };
  }
  const length = request.header('content-length');
  if (length === undefined) throw new MantaError(411, 'ContentLengthRequired', 'Content-Length must be >= 0');
  return { bytes: Number(length), chunked: false };
}

/** Reads the body to its end; rejects when the client goes away first, and nothing has been stored then. */
export async function receive(call: Pick<MantaCall, 'request' | 'response'>, maxBytes: number): Promise<Received> {
  const { request, response } = call;
  // Only now, after every check that needs no body: a client that waits for it must hear a refusal instead.
  if (request.header('expect')?.toLowerCase() === '100-continue' && maxBytes > 0) response.writeContinue();
  const hash = createHash('md5');
  const chunks: Buffer[] = [];
  let length = 0;
  // Left early, the loop must not destroy the connection: the refusal still goes over it.
  for await (const chunk of request.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new MantaError(413, 'MaxContentLengthExceeded', `request has exceeded ${maxBytes} bytes`);
    hash.update(chunk);
    chunks.push(chunk);
  }
  const md5 = hash.digest('base64');
  const expected = request.header('content-md5');
  if (expected !== undefined && expected !== md5) {
    if (Buffer.from(expected, 'base64').length !== 16) throw new MantaError(400, 'BadRequest', 'Content-MD5 invalid');
    // The two are the wrong way round in muskie as well.
    throw new MantaError(400, 'ContentMD5Mismatch', `Content-MD5 expected ${md5}, but was ${expected}`);
  }
  return { body: Buffer.concat(chunks), md5 };
}

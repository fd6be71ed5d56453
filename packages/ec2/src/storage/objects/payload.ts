import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { bytesBody, CloudError, isCloudError, type RequestBody } from '@portolan/core/driver';
import { SIGNED_CHUNKS, UNSIGNED_PAYLOAD } from '../../auth.ts';

/** A body, and the headers that say what of it is signed. */
export interface Payload {
  readonly body: RequestBody;
  readonly headers: Readonly<Record<string, string>>;
  readonly md5: Uint8Array | undefined;
}

/** Streams up to this are read before they are sent over plain http: cheaper than framing, and they can be sent again. */
const COLLECT_BYTES = 8 * 1024 * 1024;
/** Up to this where the server knows no signed chunks. */
const COLLECT_AT_MOST_BYTES = 64 * 1024 * 1024;

/**
 * How the bytes of an upload are covered by its signature.
 *
 * - Bytes at hand are hashed: every server checks that, TLS or not.
 * - A stream over https goes unsigned: TLS covers it, and its hash would be known only after it was sent.
 * - A stream over plain http must not: anybody on the way could change it. Its chunks are signed one by one, which Amazon, Ceph and Eucalyptus
 *   check; a short one is read first and hashed. Swift's S3 door knows no signed chunks (501): there it is read first up to 64 MiB,
 *   more than that must come in parts.
 */
export class Payloads {
  readonly #tls: boolean;
  readonly #covered: boolean;
  #signedChunks = true;

  /** `covered`: whether signatures cover bodies at all. */
  constructor(tls: boolean, covered: boolean) {
    this.#tls = tls;
    this.#covered = covered;
  }

  /** `send` is called a second time when the server does not know signed chunks and had not begun to read the body. */
  async send<T>(body: RequestBody, md5: Uint8Array | undefined, send: (payload: Payload) => Promise<T>): Promise<T> {
    const bytes = bytesOf(body);
    if (bytes !== undefined) return send({ body: bytesBody(bytes), headers: {}, md5 });
    if (!this.#covered) return send({ body, headers: {}, md5 });
    if (this.#tls) return send({ body, headers: { 'x-amz-content-sha256': UNSIGNED_PAYLOAD }, md5 });
    const length = body.length ?? Number.POSITIVE_INFINITY;
    if (length <= COLLECT_BYTES) return send(await collected(body));
    if (this.#signedChunks) {
      const held = heldBack(body);
      try {
        return await send({ body: held.body, headers: { 'x-amz-content-sha256': SIGNED_CHUNKS }, md5 });
      } catch (error) {
        if (!isCloudError(error, 'unsupported') || error.status !== 501 || length > COLLECT_AT_MOST_BYTES) {
          held.discard();
          throw error;
        }
        this.#signedChunks = false;
        if (!body.replayable && held.begun()) throw error;
      }
    }
    if (length > COLLECT_AT_MOST_BYTES) {
      heldBack(body).discard();
      throw new CloudError('unsupported', 'this server takes no signed chunks, and the stream is too long to be held in memory', {
        outcome: 'not-done',
        remedy: 'use https, or leave the upload to storage.objects.put, which sends parts',
      });
    }
    return send(await collected(body));
  }
}

function bytesOf(body: RequestBody): Uint8Array | undefined {
  if (!body.replayable) return undefined;
  const source = body.open();
  if (source instanceof Uint8Array) return source;
  source.on('error', () => undefined).destroy();
  return undefined;
}

async function collected(body: RequestBody): Promise<Payload> {
  const source = body.open();
  const chunks: Buffer[] = [];
  let size = 0;
  if (source instanceof Uint8Array) chunks.push(Buffer.from(source.buffer, source.byteOffset, source.byteLength));
  else
    for await (const chunk of source as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.byteLength;
      if (body.length !== undefined && size > body.length) {
        source.destroy();
        break;
      }
      chunks.push(bytes);
    }
  const bytes = Buffer.concat(chunks);
  if (body.length !== undefined && (bytes.byteLength !== body.length || size > body.length)) {
    throw new CloudError('invalid-argument', `the stream has ${size > body.length ? 'more' : bytes.byteLength} bytes, ${body.length} were announced`, {
      outcome: 'not-done',
    });
  }
  return { body: bytesBody(bytes), headers: {}, md5: createHash('md5').update(bytes).digest() };
}

/** A one-shot body that is not opened, and so not spent, before its first byte is asked for. */
function heldBack(body: RequestBody): { readonly body: RequestBody; begun(): boolean; discard(): void } {
  let begun = false;
  async function* bytes(): AsyncGenerator<Buffer | string, void, undefined> {
    begun = true;
    const source = body.open();
    if (source instanceof Uint8Array) yield Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    else yield* source as AsyncIterable<Buffer | string>;
  }
  return {
    body: { length: body.length, replayable: body.replayable, open: () => Readable.from(bytes(), { objectMode: false }) },
    begun: () => begun,
    discard: () => {
      if (begun || body.replayable) return;
      const source = body.open();
      if (!(source instanceof Uint8Array)) source.on('error', () => undefined).destroy();
    },
  };
}

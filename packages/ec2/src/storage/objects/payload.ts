import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { bytesBody, CloudError, digestOf, isCloudError, type RequestBody } from '@portolan/core/driver';
import { SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER, UNSIGNED_CHUNKS_TRAILER, UNSIGNED_PAYLOAD } from '../../auth.ts';
import { type ChecksumAlgorithm, checksumHeader, checksumOf } from '../../checksums/checksum.ts';

/** A body, and the headers that say what of it is signed. */
export interface Payload {
  readonly body: RequestBody;
  readonly headers: Readonly<Record<string, string>>;
  readonly md5: Uint8Array | undefined;
}

/** Streams up to this are read before they are sent over plain http: cheaper than framing, and they can be sent again. */
const COLLECT_BYTES = 8 * 1024 * 1024;
/** From here on two digests take long enough to be made side by side. */
const AT_ONCE_BYTES = 1024 * 1024;
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
 *
 * A checksum is sent only where the profile or the call asks for one, for many servers refuse what they do not know of it: a header with bytes at hand,
 * after the last chunk with a stream. There is no going back to a body without it: who asks for it wants to be sure.
 */
export class Payloads {
  readonly #tls: boolean;
  readonly #covered: boolean;
  readonly #checksum: ChecksumAlgorithm | undefined;
  #signedChunks = true;
  #compared = false;

  /** `covered`: whether signatures cover bodies at all. */
  constructor(tls: boolean, covered: boolean, checksum?: ChecksumAlgorithm) {
    this.#tls = tls;
    this.#covered = covered;
    this.#checksum = checksum;
  }

  /** Whether the server is known to compare what comes with the checksums that come with it. */
  get compared(): boolean {
    return this.#compared;
  }

  /** An upload's answer: it repeats the checksum, if it was looked at. */
  heard(headers: Readonly<Record<string, string>>): void {
    if (this.#checksum !== undefined && headers[checksumHeader(this.#checksum)] !== undefined) this.#compared = true;
  }

  /** `send` is called a second time when the server does not know signed chunks and had not begun to read the body. */
  async send<T>(
    body: RequestBody,
    md5: Uint8Array | undefined,
    send: (payload: Payload) => Promise<T>,
    checksum: ChecksumAlgorithm | undefined = this.#checksum,
  ): Promise<T> {
    const bytes = bytesOf(body);
    if (bytes !== undefined) return send({ body: bytesBody(bytes), headers: await this.#headersOf(bytes, checksum), md5 });
    if (!this.#covered && checksum === undefined) return send({ body, headers: {}, md5 });
    const length = body.length ?? Number.POSITIVE_INFINITY;
    if (!this.#covered && length > COLLECT_AT_MOST_BYTES) {
      heldBack(body).discard();
      throw new CloudError('unsupported', 'a checksum after a body needs version 4 of signatures', { outcome: 'not-done', remedy: 'leave out checksum' });
    }
    if (!this.#covered || (!this.#tls && length <= COLLECT_BYTES)) return send(await collected(body, checksum));
    if (checksum !== undefined) return this.#trailed(body, md5, checksum, send);
    if (this.#tls) return send({ body, headers: { 'x-amz-content-sha256': UNSIGNED_PAYLOAD }, md5 });
    if (this.#signedChunks) {
      assertLength(body);
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
    return send(await collected(body, undefined));
  }

  /**
   * What is signed and compared alike is digested once; two digests of long bytes are made at once, each in a thread of its own; the signature's of short
   * ones is made where all of the request is signed.
   */
  async #headersOf(bytes: Uint8Array, checksum: ChecksumAlgorithm | undefined): Promise<Readonly<Record<string, string>>> {
    if (checksum === undefined) return {};
    const signed = this.#covered && (checksum === 'sha256' || bytes.byteLength >= AT_ONCE_BYTES) ? digestOf('sha256', bytes) : undefined;
    const told = checksum === 'sha256' && signed !== undefined ? signed.then(inBase64) : checksumIn(checksum, bytes);
    const [value, sha256] = await Promise.all([told, signed]);
    return { ...checksumHeaders(checksum, value), ...(sha256 === undefined ? {} : { 'x-amz-content-sha256': sha256.toString('hex') }) };
  }

  /** A stream with its checksum after it. */
  async #trailed<T>(body: RequestBody, md5: Uint8Array | undefined, checksum: ChecksumAlgorithm, send: (payload: Payload) => Promise<T>): Promise<T> {
    assertLength(body);
    const held = heldBack(body);
    const headers = {
      'x-amz-content-sha256': this.#tls ? UNSIGNED_CHUNKS_TRAILER : SIGNED_CHUNKS_TRAILER,
      'x-amz-trailer': checksumHeader(checksum),
      'x-amz-sdk-checksum-algorithm': checksum.toUpperCase(),
    };
    try {
      return await send({ body: held.body, headers, md5 });
    } catch (error) {
      held.discard();
      // Swift's S3 door says 501, radosgw 16 takes the word for a digest that does not match.
      const refused = isCloudError(error, 'unsupported') || (isCloudError(error) && error.providerCode === 'XAmzContentSHA256Mismatch');
      if (!refused) throw error;
      throw new CloudError('unsupported', 'this server takes no checksum after a body', {
        status: error.status,
        providerCode: error.providerCode,
        outcome: 'not-done',
        remedy: 'leave out checksum',
        cause: error,
      });
    }
  }
}

/** Frames say how long they are before they are sent. */
function assertLength(body: RequestBody): void {
  if (body.length !== undefined) return;
  heldBack(body).discard();
  throw new CloudError('invalid-argument', 'the length of the stream is not known, and S3 must be told before', {
    outcome: 'not-done',
    remedy: 'give ContentLength, or leave the upload to storage.objects.put, which sends parts',
  });
}

/** Long bytes are summed up in another thread, where the core can: the rest is ours alone. */
async function checksumIn(checksum: ChecksumAlgorithm, bytes: Uint8Array): Promise<string> {
  return checksum === 'crc32c' || checksum === 'crc64nvme' ? checksumOf(checksum, bytes) : inBase64(await digestOf(checksum, bytes));
}

const inBase64 = (digest: Buffer): string => digest.toString('base64');

const checksumHeaders = (checksum: ChecksumAlgorithm, value: string): Record<string, string> => ({
  'x-amz-sdk-checksum-algorithm': checksum.toUpperCase(),
  [checksumHeader(checksum)]: value,
});

function bytesOf(body: RequestBody): Uint8Array | undefined {
  if (!body.replayable) return undefined;
  const source = body.open();
  if (source instanceof Uint8Array) return source;
  source.on('error', () => undefined).destroy();
  return undefined;
}

async function collected(body: RequestBody, checksum: ChecksumAlgorithm | undefined): Promise<Payload> {
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
  const md5 = createHash('md5').update(bytes).digest();
  return { body: bytesBody(bytes), headers: checksum === undefined ? {} : checksumHeaders(checksum, await checksumIn(checksum, bytes)), md5 };
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

import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CallOptions } from '../../call-options.ts';
import { CloudError, isCloudError } from '../../errors/cloud-error.ts';
import type { Clock } from '../../time/clock.ts';
import { onAbort } from '../../time/on-abort.ts';
import type { DownloadedObject } from '../downloaded-object.ts';
import { accessOf } from '../object-access.ts';
import type { Objects } from '../objects.ts';
import type { ObjectInfo } from '../storage-types.ts';
import type { Source, SourceFacts } from './ends.ts';

/** So often in a row a body may break off without having brought a byte. */
const MOST_BREAKS = 4;
const FIRST_PAUSE_MS = 100;
const PIECE_BYTES = 8 * 1024 * 1024;

export interface ObjectSourcePlace {
  readonly objects: Objects;
  readonly bucket: string;
  readonly key: string;
}

/** An object being read, in ranges if it is large; every range of one and the same version. */
export class ObjectSource implements Source {
  readonly facts: SourceFacts;
  readonly ranged: boolean;
  readonly #place: ObjectSourcePlace;
  readonly #call: CallOptions;
  readonly #clock: Clock | undefined;
  /** The answer that told the facts, when it brings all bytes. */
  #first: DownloadedObject | undefined;

  private constructor(place: ObjectSourcePlace, info: ObjectInfo, first: DownloadedObject | undefined, call: CallOptions) {
    this.#place = place;
    this.#first = first;
    this.#call = call;
    this.ranged = place.objects.capabilities?.ranges === true;
    this.#clock = accessOf(place.objects)?.context.clock;
    const { sizeBytes, etag, md5, digest, lastModified, contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, metadata } = info;
    this.facts = {
      sizeBytes,
      etag,
      md5,
      digest,
      modifiedAt: lastModified,
      contentType,
      cacheControl,
      contentDisposition,
      contentEncoding,
      contentLanguage,
      metadata,
    };
  }

  /** `expectedBytes`: what a list says. What is small comes with the facts, in one request. */
  static async open(place: ObjectSourcePlace, expectedBytes: number | undefined, smallBytes: number, call: CallOptions): Promise<ObjectSource> {
    const { objects, bucket, key } = place;
    if (expectedBytes === undefined || expectedBytes > smallBytes) return new ObjectSource(place, await objects.head(bucket, key, call), undefined, call);
    const content = await objects.get(bucket, key, { ...call, verify: false });
    if (content.length <= smallBytes) return new ObjectSource(place, content.info, content, call);
    // Longer than the list says: a manifest, or another object by now.
    content.cancel();
    return new ObjectSource(place, { ...content.info, sizeBytes: content.length }, undefined, call);
  }

  async fill(buffer: Buffer, start: number, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
    let filled = 0;
    for (let breaks = 0; filled < buffer.byteLength; ) {
      const before = filled;
      const content = await this.#open({ start: start + filled, end: start + buffer.byteLength - 1 }, signal);
      const forget = onAbort(signal, () => content.cancel());
      try {
        signal.throwIfAborted();
        await content.into(buffer.subarray(filled), (byteCount) => {
          filled += byteCount;
          onBytes(byteCount);
        });
      } catch (error) {
        breaks = filled > before ? 1 : breaks + 1;
        await this.#pause(error, breaks, signal);
        if (!this.ranged) {
          onBytes(-filled);
          filled = 0;
        }
      } finally {
        forget();
        content.cancel();
      }
    }
  }

  stream(signal: AbortSignal, onBytes: (bytes: number) => void): Readable {
    return Readable.from(this.#chunks(signal, onBytes), { objectMode: false });
  }

  async unchanged(signal: AbortSignal): Promise<void> {
    const { etag, sizeBytes, modifiedAt } = this.facts;
    const now = await this.#place.objects.head(this.#place.bucket, this.#place.key, { ...this.#call, signal });
    if (etag === now.etag && sizeBytes === now.sizeBytes && (etag !== undefined || modifiedAt?.getTime() === now.lastModified?.getTime())) return;
    throw this.#changed();
  }

  async rest(): Promise<void> {
    this.#first?.cancel();
    this.#first = undefined;
  }

  async close(): Promise<void> {
    await this.rest();
  }

  async *#chunks(signal: AbortSignal, onBytes: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
    const access = accessOf(this.#place.objects);
    const hash = createHash('md5');
    if (access !== undefined && access.streams === undefined && this.ranged) yield* this.#pieces(hash, signal, onBytes);
    else {
      const leave = await access?.streams?.enter(signal);
      try {
        yield* this.#whole(hash, signal, onBytes);
      } finally {
        leave?.();
      }
    }
    const { md5 } = this.facts;
    const digest = hash.digest('hex');
    if (md5 !== undefined && md5 !== digest) throw notWhatItSays(digest, md5);
  }

  /** Each piece comes whole before it is passed on: no connection is held meanwhile. */
  async *#pieces(hash: Hash, signal: AbortSignal, onBytes: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
    const { sizeBytes } = this.facts;
    for (let start = 0; start < sizeBytes; start += PIECE_BYTES) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, sizeBytes - start));
      await this.fill(piece, start, signal, onBytes);
      hash.update(piece);
      yield piece;
    }
  }

  async *#whole(hash: Hash, signal: AbortSignal, onBytes: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
    const { sizeBytes } = this.facts;
    let received = 0;
    for (let breaks = 0; received < sizeBytes; ) {
      const before = received;
      const content = await this.#open({ start: received, end: sizeBytes - 1 }, signal);
      const forget = onAbort(signal, () => content.cancel());
      try {
        signal.throwIfAborted();
        for await (const chunk of content.body as AsyncIterable<Buffer>) {
          received += chunk.byteLength;
          hash.update(chunk);
          onBytes(chunk.byteLength);
          yield chunk;
        }
      } catch (error) {
        breaks = received > before ? 1 : breaks + 1;
        // What was passed on cannot be taken back: without ranges there is no going on.
        await this.#pause(error, this.ranged ? breaks : MOST_BREAKS + 1, signal);
      } finally {
        forget();
        content.cancel();
      }
    }
  }

  async #open(range: { readonly start: number; readonly end: number }, signal: AbortSignal): Promise<DownloadedObject> {
    const { objects, bucket, key } = this.#place;
    const { etag, sizeBytes, md5 } = this.facts;
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined && range.start === 0) return first;
    const whole = range.start === 0 && range.end === sizeBytes - 1;
    const conditional = etag !== undefined && objects.capabilities?.getConditions === true;
    let content: DownloadedObject;
    try {
      content = await objects.get(bucket, key, {
        ...this.#call,
        signal,
        verify: false,
        ...(whole ? {} : { range }),
        ...(conditional ? { ifMatch: etag } : {}),
      });
    } catch (error) {
      if (isCloudError(error, 'precondition-failed')) throw this.#changed(error);
      throw error;
    }
    const { info, length } = content;
    const sameDigest = info.md5 === undefined || md5 === undefined || info.md5 === md5;
    if (info.etag === etag && sameDigest && (info.sizeBytes === sizeBytes || whole) && length === range.end - range.start + 1) return content;
    content.cancel();
    throw this.#changed();
  }

  /** Only what may pass is tried again, and not for ever. */
  async #pause(error: unknown, breaks: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!isCloudError(error) || error.retry !== 'maybe' || breaks > MOST_BREAKS) throw error;
    await this.#clock?.sleep(FIRST_PAUSE_MS * 2 ** (breaks - 1), signal);
  }

  #changed(cause?: CloudError): CloudError {
    const { objects, bucket, key } = this.#place;
    return new CloudError('conflict', 'the source changed while it was copied', {
      provider: accessOf(objects)?.context.provider,
      target: `${bucket}/${key}`,
      outcome: 'not-done',
      retry: 'maybe',
      remedy: 'copy it again',
      cause,
    });
  }
}

export const notWhatItSays = (found: string, said: string, algorithm = 'md5'): CloudError =>
  new CloudError('protocol', `the content is not what was stored: its ${algorithm.toUpperCase()} is ${found}, the source says ${said}`, {
    outcome: 'not-done',
    retry: 'maybe',
  });

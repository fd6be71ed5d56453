import type { Readable } from 'node:stream';
import type { CallOptions } from '../../call-options.ts';
import { CloudError, type ErrorContext, isCloudError } from '../../errors/cloud-error.ts';
import { withContext } from '../../errors/with-context.ts';
import { bytesBody } from '../../transport/body.ts';
import { accessOf } from '../object-access.ts';
import type { Objects } from '../objects.ts';
import type { PutRequest } from '../put-object.ts';
import type { MultipartDriver, MultipartUpload, ObjectDriver, ResumablePut, UploadedPart } from '../storage-driver.ts';
import type { PutResult } from '../storage-types.ts';
import { type Carried, carried } from './carried.ts';
import type { PartBounds, PartWriter, SourceFacts, Target, Written } from './ends.ts';

const ABANDON_TIMEOUT_MS = 30_000;

export interface ObjectTargetPlace {
  readonly objects: Objects;
  readonly bucket: string;
  readonly key: string;
}

/** An object being written. */
export class ObjectTarget implements Target {
  readonly parts: PartBounds | undefined;
  readonly resumesStreams: boolean;
  readonly #driver: ObjectDriver | undefined;
  readonly #place: ObjectTargetPlace;
  readonly #multipart: MultipartDriver | undefined;
  readonly #context: ErrorContext;

  constructor(place: ObjectTargetPlace) {
    this.#place = place;
    const access = accessOf(place.objects);
    this.#multipart = place.objects.capabilities?.multipart === true ? access?.driver?.multipart : undefined;
    this.parts = this.#multipart;
    this.#driver = access?.driver;
    this.resumesStreams = this.#driver?.putResumably !== undefined;
    this.#context = { provider: access?.context.provider, operation: 'objects.put', target: `${place.bucket}/${place.key}` };
  }

  async ready(facts: SourceFacts): Promise<void> {
    this.#request(facts);
  }

  async put(bytes: Buffer, facts: SourceFacts, signal: AbortSignal): Promise<Written> {
    const { objects, bucket, key } = this.#place;
    const { kept, dropped } = carried(facts, objects);
    return written(await objects.put(bucket, key, bytes, { ...kept, signal }), dropped);
  }

  async putStream(open: () => Readable, facts: SourceFacts, signal: AbortSignal, how?: ResumablePut): Promise<Written> {
    const { objects, bucket, key } = this.#place;
    const { request, dropped: lost } = this.#request(facts);
    const driver = this.#driver;
    if (how !== undefined && request !== undefined && driver?.putResumably !== undefined) {
      const body = { length: facts.sizeBytes, replayable: true, open };
      return written(await this.#run(signal, async () => driver.putResumably?.({ ...request, body }, how, { signal }) as Promise<PutResult>), lost);
    }
    const { kept, dropped } = carried(facts, objects);
    return written(await objects.put(bucket, key, open, { ...kept, signal, contentLength: facts.sizeBytes }), dropped);
  }

  async begin(facts: SourceFacts, _partBytes: number, signal: AbortSignal): Promise<PartWriter> {
    const { request, multipart, dropped } = this.#prepared(facts);
    const upload = await this.#run(signal, () => multipart.begin(request, { signal }));
    return new ObjectParts({ multipart, request, upload, dropped, context: this.#context, have: new Map(), checks: this.#checks });
  }

  async resume(upload: MultipartUpload, facts: SourceFacts, _partBytes: number, signal: AbortSignal): Promise<PartWriter | undefined> {
    const { request, multipart, dropped } = this.#prepared(facts);
    if (this.#place.objects.capabilities?.resumeMultipart !== true || multipart.listPartsPage === undefined) return undefined;
    // A token from elsewhere must not lead to an upload of another object.
    if (upload.bucket !== request.bucket || upload.key !== request.key) return undefined;
    const have = new Map<number, UploadedPart>();
    try {
      for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
        const page = await this.#run(signal, () => multipart.listPartsPage?.(upload, { signal }, cursor) ?? Promise.resolve({ items: [] }));
        for (const part of page.items) have.set(part.number, part);
        if (page.next !== undefined && page.next === cursor) throw new CloudError('protocol', 'the list of parts would never end', this.#context);
        cursor = page.next;
      }
    } catch (error) {
      if (isCloudError(error, 'not-found')) return undefined;
      throw error;
    }
    return new ObjectParts({ multipart, request, upload, dropped, context: this.#context, have, checks: this.#checks });
  }

  async abandon(upload: MultipartUpload): Promise<void> {
    const { bucket, key } = this.#place;
    if (upload.bucket !== bucket || upload.key !== key) return;
    const signal = AbortSignal.timeout(ABANDON_TIMEOUT_MS);
    await this.#run(undefined, async () =>
      this.#multipart === undefined ? this.#driver?.abandonPut?.(upload, { signal }) : this.#multipart.abort(upload, { signal }),
    );
  }

  #prepared(facts: SourceFacts): { readonly request: PutRequest; readonly multipart: MultipartDriver; readonly dropped: readonly string[] } {
    const { request, dropped } = this.#request(facts);
    if (request === undefined || this.#multipart === undefined) throw new CloudError('unsupported', 'this cloud takes no parts', this.#context);
    return { request, multipart: this.#multipart, dropped };
  }

  /** The put's request, checked; none where `Objects` is of another copy of this library, which checks by itself. */
  #request(facts: SourceFacts): { readonly request: PutRequest | undefined; readonly dropped: readonly string[] } {
    const { objects, bucket, key } = this.#place;
    const { kept, dropped }: Carried = carried(facts, objects);
    const { maxObjectBytes, maxPutBytes, multipart } = objects.capabilities ?? {};
    const most = multipart === true ? maxObjectBytes : Math.min(maxObjectBytes ?? Number.POSITIVE_INFINITY, maxPutBytes ?? Number.POSITIVE_INFINITY);
    if (most !== undefined && facts.sizeBytes > most) {
      throw new CloudError('invalid-argument', `the object has ${facts.sizeBytes} bytes, this cloud takes ${most}`, { ...this.#context, outcome: 'not-done' });
    }
    return { request: accessOf(objects)?.request(bucket, key, kept), dropped };
  }

  /** As it is by then: drivers learn it of their first answer. */
  readonly #checks = (): boolean => this.#driver?.checksUploads === true;

  #run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    return withContext(this.#context, signal, work);
  }
}

const written = ({ sizeBytes, etag, md5 }: PutResult, dropped: readonly string[]): Written => ({ sizeBytes, etag, md5, dropped });

interface ObjectPartsPlan {
  readonly multipart: MultipartDriver;
  readonly request: PutRequest;
  readonly upload: MultipartUpload;
  readonly dropped: readonly string[];
  readonly context: ErrorContext;
  readonly have: ReadonlyMap<number, UploadedPart>;
  readonly checks: () => boolean;
}

class ObjectParts implements PartWriter {
  readonly upload: MultipartUpload;
  readonly have: ReadonlyMap<number, UploadedPart>;
  readonly #plan: ObjectPartsPlan;

  constructor(plan: ObjectPartsPlan) {
    this.#plan = plan;
    this.upload = plan.upload;
    this.have = plan.have;
  }

  get checks(): boolean {
    return this.#plan.checks();
  }

  async put(number: number, bytes: Buffer, md5: Buffer | undefined, signal: AbortSignal): Promise<UploadedPart> {
    const part = await this.#run({ signal }, (options) => this.#plan.multipart.putPart(this.upload, number, bytesBody(bytes), md5, options));
    const sent = md5?.toString('hex');
    if (part.md5 === undefined || sent === undefined || part.md5 === sent) return part;
    throw new CloudError('protocol', `part ${number} as it was stored is not what was sent: its MD5 is ${part.md5}, ours ${sent}`, {
      ...this.#plan.context,
      outcome: 'not-done',
      retry: 'maybe',
    });
  }

  async complete(parts: readonly UploadedPart[], signal: AbortSignal): Promise<Written> {
    const { multipart, request, dropped, context } = this.#plan;
    const result = await this.#run({ signal }, (options) => multipart.complete(this.upload, parts, request, options));
    const expected = multipart.etagOf?.(parts);
    if (expected !== undefined && result.etag !== undefined && result.etag !== expected) {
      throw new CloudError('protocol', `the whole as it was stored is not what was sent: its etag is ${result.etag}, its parts make ${expected}`, {
        ...context,
        outcome: 'done',
        leftover: { kind: 'object', id: `${request.bucket}/${request.key}` },
        retry: 'maybe',
      });
    }
    return written(result, dropped);
  }

  async abandon(error: unknown): Promise<void> {
    try {
      await this.#plan.multipart.abort(this.upload, { signal: AbortSignal.timeout(ABANDON_TIMEOUT_MS) });
    } catch {
      if (isCloudError(error)) error.leftover ??= { kind: 'multipart-upload', id: this.upload.id };
    }
  }

  async leave(): Promise<void> {}

  #run<T>(options: CallOptions, work: (options: CallOptions) => Promise<T>): Promise<T> {
    return withContext(this.#plan.context, options.signal, () => work(options));
  }
}

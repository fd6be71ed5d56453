import { createHash, randomUUID } from 'node:crypto';
import {
  asText,
  type CallOptions,
  CloudError,
  isCloudError,
  type MultipartDriver,
  type MultipartUpload,
  type Page,
  type PutObjectRequest,
  type PutResult,
  parseJson,
  type RequestBody,
  type UploadedPart,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { statusError } from '../../errors.ts';
import type { LargeObjects } from './large-objects.ts';
import { nextMarker, unquoted } from './mapping.ts';
import { containerPath, segmentKey, segmentPrefix, segmentsOf } from './paths.ts';
import * as requests from './requests.ts';
import type { BulkWire, ObjectRowWire, SegmentPutWire } from './wire.ts';

const MIB = 1024 * 1024;
const MD5 = /^[0-9a-f]{32}$/;

/**
 * Static large objects: parts are objects of the container `<bucket>_segments` (`portolan/<upload>/<number>`), and a manifest under the key
 * makes them one, at once. The segments' container is made with the first upload, with the bucket's storage policy.
 */
export class SwiftMultipart implements MultipartDriver {
  readonly minPartBytes: number = MIB; // Swifts before 2.17 refuse smaller ones, but for the last.
  readonly maxPartBytes: number = 5 * 1024 * MIB;
  readonly maxParts: number = 1000;
  readonly #client: OpenstackClient;
  readonly #large: LargeObjects;

  constructor(client: OpenstackClient, large: LargeObjects) {
    this.#client = client;
    this.#large = large;
  }

  async begin(request: Omit<PutObjectRequest, 'body' | 'md5'>, options: CallOptions): Promise<MultipartUpload> {
    const { bucket, key } = request;
    // Before gigabytes are sent: the bucket is there, and the object not if it must not be.
    const { headers } = await this.#client.empty({ service: 'object-store', method: 'HEAD', path: containerPath(bucket), operation: 'HeadContainer' }, options);
    if (request.ifNoneMatch !== undefined) await this.assertAbsent(bucket, key, options);
    await this.prepare(bucket, headers['x-storage-policy'], options);
    return { bucket, key, id: randomUUID() };
  }

  async putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<UploadedPart> {
    const request = requests.putSegment(segmentsOf(upload.bucket), segmentKey(upload.id, number), body, md5);
    const { headers } = await this.#client.empty(request, options);
    const etag = unquoted(headers['etag']) ?? '';
    return { number, etag, sizeBytes: body.length ?? 0, ...(MD5.test(etag) ? { md5: etag } : {}) };
  }

  async complete(
    upload: MultipartUpload,
    parts: readonly UploadedPart[],
    request: Omit<PutObjectRequest, 'body' | 'md5'>,
    options: CallOptions,
  ): Promise<PutResult> {
    const container = segmentsOf(upload.bucket);
    const segments = [...parts]
      .sort((a, b) => a.number - b.number)
      .map((part): SegmentPutWire => ({ path: `/${container}/${segmentKey(upload.id, part.number)}`, etag: part.etag, size_bytes: part.sizeBytes }));
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    try {
      const write = (): Promise<string | undefined> => this.putManifest(request, segments, options);
      const etag = await this.#large.replacing(upload.bucket, upload.key, options, write, undefined, segmentPrefix(upload.id));
      return { key: upload.key, etag, sizeBytes };
    } catch (error) {
      // "Only if there is none" fails on a repeated attempt when the first one, whose answer was lost, made it.
      if (!isCloudError(error, 'precondition-failed') || !(await this.#isComplete(upload, options))) throw error;
      const { headers } = await this.#client.empty(requests.head(upload.bucket, upload.key), options);
      return { key: upload.key, etag: unquoted(headers['etag']), sizeBytes };
    }
  }

  /** Segments that are there; none looks the same as an upload that was never begun. */
  async listPartsPage(upload: MultipartUpload, options: CallOptions, cursor?: string): Promise<Page<UploadedPart>> {
    const prefix = segmentPrefix(upload.id);
    const container = segmentsOf(upload.bucket);
    const { body } = await this.#client.read(requests.list(container, { prefix, signal: options.signal }, cursor), options, asText());
    const rows = body.trim() === '' ? [] : (parseJson(body) as readonly ObjectRowWire[]);
    const items = rows.flatMap(({ name, hash, bytes }): UploadedPart[] => {
      const number = Number(/^\d{5}$/.exec(name?.slice(prefix.length) ?? '')?.[0] ?? 0);
      if (number === 0 || hash === undefined || bytes === undefined) return [];
      return [{ number, etag: hash, sizeBytes: bytes, ...(MD5.test(hash) ? { md5: hash } : {}) }];
    });
    const next = nextMarker(rows);
    return next === undefined ? { items } : { items, next };
  }

  /** Of a static large object: the MD5 of its segments' etags, one after the other. */
  etagOf(parts: readonly UploadedPart[]): string | undefined {
    const hash = createHash('md5');
    for (const part of [...parts].sort((a, b) => a.number - b.number)) hash.update(part.etag);
    return hash.digest('hex');
  }

  /** Of an upload that was completed after all (its answer was lost), the parts are the object: they stay. */
  async abort(upload: MultipartUpload, options: CallOptions): Promise<void> {
    if (await this.#isComplete(upload, options)) return;
    const prefix = segmentPrefix(upload.id);
    const container = segmentsOf(upload.bucket);
    const keys: string[] = [];
    try {
      const { body } = await this.#client.read(requests.list(container, { prefix, signal: options.signal }), options, asText());
      for (const row of parseJson(body) as readonly ObjectRowWire[]) if (typeof row.name === 'string') keys.push(row.name);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return;
      throw error;
    }
    await this.#large.free(upload.bucket, keys);
  }

  /** Makes the container of the segments, if there is none. */
  async prepare(bucket: string, policy: string | undefined, options: CallOptions): Promise<void> {
    await this.#client.empty(
      {
        service: 'object-store',
        method: 'PUT',
        path: containerPath(segmentsOf(bucket)),
        headers: policy === undefined ? {} : { 'X-Storage-Policy': policy },
        accept: [409], // It is there, with another policy.
        operation: 'CreateSegmentsContainer',
      },
      options,
    );
    this.#large.expect(bucket);
  }

  /** Makes the object appear. Returns its etag. */
  async putManifest(request: Omit<PutObjectRequest, 'body' | 'md5'>, segments: readonly SegmentPutWire[], options: CallOptions): Promise<string | undefined> {
    const { status, headers, body } = await this.#client.read(requests.putManifest(request, segments), options, asText());
    // Swifts that know no heartbeat answer 201 at once.
    if (status !== 202) return unquoted(headers['etag']);
    const report = parseJson(body.trim(), { status, contentType: headers['content-type'] }) as BulkWire;
    const said = report?.['Response Status'];
    if (typeof said !== 'string') throw unexpectedBody('it is no report of an upload', { status });
    if (/^2/.test(said)) return unquoted(report.Etag);
    const problems = (report.Errors ?? []).map(([path, problem]) => `${path}: ${problem}`).join('; ');
    throw statusError(
      said,
      'object-store',
      [report['Response Body'] ?? '', problems].filter((text) => text !== '').join(' '),
      request.ifNoneMatch !== undefined,
    );
  }

  async #isComplete(upload: MultipartUpload, options: CallOptions): Promise<boolean> {
    const own = await this.#large.ownSegments(upload.bucket, upload.key, options);
    return own.some((key) => key.startsWith(segmentPrefix(upload.id)));
  }

  /** Early, before bytes are sent; the manifest's own condition is what counts. */
  async assertAbsent(bucket: string, key: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(requests.head(bucket, key), options);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return;
      throw error;
    }
    throw new CloudError('precondition-failed', 'there is such an object already', { outcome: 'not-done' });
  }
}

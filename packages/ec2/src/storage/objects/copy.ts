import {
  bodyOf,
  type CallOptions,
  CloudError,
  type ContentHeaders,
  type CopyObjectRequest,
  isCloudError,
  type MultipartUpload,
  mapConcurrently,
  type ObjectInfo,
  type PutResult,
  type UpdateMetadataRequest,
  type UploadedPart,
  xmlText,
} from '@portolan/core/driver';
import type { S3Client } from '../../client.ts';
import type { Preset } from '../../presets.ts';
import { assertListable } from './listable-key.ts';
import { etagOf, md5Of, sizeOf, toInfo } from './mapping.ts';
import type { S3Multipart } from './multipart.ts';
import * as requests from './requests.ts';

const GIB = 1024 ** 3;
/** CopyObject takes no more. */
const MAX_COPY_BYTES = 5 * GIB;
const CLOUD_PART_BYTES = GIB / 2;
/** Where the cloud copies no parts, they come here and go back. */
const CARRIED_PART_BYTES = 32 * 1024 ** 2;
const CONCURRENCY = 4;
const ABORT_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;

/** What REPLACE and uploads in parts lose unless it is said again, besides content headers and metadata. */
const KEPT = {
  expires: 'Expires',
  'x-amz-storage-class': 'x-amz-storage-class',
  'x-amz-website-redirect-location': 'x-amz-website-redirect-location',
} as const;

interface Source {
  readonly bucket: string;
  readonly key: string;
  readonly ifMatch?: string | undefined;
}

/** Copies within the cloud: in one request up to 5 GiB, in parts above; metadata is changed by copying an object onto itself. */
export class S3Copies {
  readonly #client: S3Client;
  readonly #multipart: S3Multipart;
  readonly #preset: Preset;

  constructor(client: S3Client, multipart: S3Multipart, preset: Preset) {
    this.#client = client;
    this.#multipart = multipart;
    this.#preset = preset;
  }

  async copy(request: CopyObjectRequest, options: CallOptions): Promise<PutResult> {
    assertListable(request.to.key, this.#preset);
    const { from, to, metadata, headers } = request;
    const info = await this.#head(from, options);
    const same = from.bucket === to.bucket && from.key === to.key;
    const unchanged = metadata === undefined && (headers === undefined || Object.values(headers).every((value) => value === undefined));
    // Amazon refuses a copy onto itself that changes nothing.
    if (same && unchanged) {
      await this.#assertSource(from, info);
      return { key: to.key, etag: info.etag, sizeBytes: info.sizeBytes, md5: info.md5 };
    }
    const said = unchanged ? undefined : saidAgain(info, metadata, headers);
    return this.#write(from, to, info, said, request, options);
  }

  async updateMetadata(request: UpdateMetadataRequest, options: CallOptions): Promise<void> {
    const { bucket, key } = request;
    for (let attempt = 1; ; attempt += 1) {
      const info = await this.#head({ bucket, key }, options);
      // Only if it is still the object whose headers are said again here.
      const source = { bucket, key, ifMatch: info.etag };
      try {
        await this.#write(source, { bucket, key }, info, saidAgain(info, request.metadata, request.headers), {}, options);
        return;
      } catch (error) {
        if (!isCloudError(error, 'precondition-failed') || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #write(
    from: Source,
    to: { readonly bucket: string; readonly key: string },
    info: ObjectInfo,
    said: Readonly<Record<string, string>> | undefined,
    conditions: Pick<CopyObjectRequest, 'ifMatch' | 'ifNoneMatch'>,
    options: CallOptions,
  ): Promise<PutResult> {
    const nameable = this.#preset.copySourceTakesQuestionMarks || !from.key.includes('?');
    if (info.sizeBytes > MAX_COPY_BYTES || !nameable)
      return this.#inParts(from, to, info, said ?? saidAgain(info, undefined, undefined), nameable, conditions, options);
    const how = said === undefined ? { directive: 'COPY' as const, headers: {} } : { directive: 'REPLACE' as const, headers: said };
    const { body, headers } = await this.#client.xml(requests.copy(from, to, how, conditions), { root: 'CopyObjectResult' }, options);
    const etag = etagOf(xmlText(body, 'ETag'));
    return { key: to.key, etag, sizeBytes: info.sizeBytes, md5: md5Of(etag, headers) };
  }

  async #inParts(
    from: Source,
    to: { readonly bucket: string; readonly key: string },
    info: ObjectInfo,
    headers: Readonly<Record<string, string>>,
    nameable: boolean,
    conditions: Pick<CopyObjectRequest, 'ifMatch' | 'ifNoneMatch'>,
    options: CallOptions,
  ): Promise<PutResult> {
    // All parts of one and the same object.
    const source = { ...from, ifMatch: from.ifMatch ?? info.etag };
    const byCloud = this.#preset.partCopy && nameable;
    if (info.sizeBytes === 0) {
      const body = bodyOf(new Uint8Array(0));
      const { headers: answer } = await this.#client.empty(
        requests.put({ ...to, contentType: '', metadata: {}, ...conditions, body }, body, headers, undefined),
        options,
      );
      return { key: to.key, etag: etagOf(answer['etag']), sizeBytes: 0 };
    }
    const upload = await this.#multipart.beginWith(to.bucket, to.key, headers, options);
    // One part's failure ends the others: a part that arrives after the abort would be kept and billed.
    const failure = new AbortController();
    const signal = options.signal === undefined ? failure.signal : AbortSignal.any([options.signal, failure.signal]);
    const partBytes = Math.max(byCloud ? CLOUD_PART_BYTES : CARRIED_PART_BYTES, Math.ceil(info.sizeBytes / this.#multipart.maxParts));
    const underway = mapConcurrently(rangesOf(info.sizeBytes, partBytes), CONCURRENCY, async (range, index) => {
      const how = { ...options, signal };
      return byCloud ? this.#multipart.copyPart(source, upload, index + 1, range, how) : this.#carry(source, upload, index + 1, range, how);
    });
    try {
      return await this.#multipart.complete(upload, await underway, { ...to, contentType: '', metadata: {}, ...conditions }, options);
    } catch (error) {
      failure.abort(error);
      await this.#multipart.abort(upload, { signal: AbortSignal.timeout(ABORT_TIMEOUT_MS) }).catch(() => {
        if (isCloudError(error)) error.leftover ??= { kind: 'multipart-upload', id: upload.id };
      });
      throw error;
    }
  }

  async #carry(
    from: Source,
    upload: MultipartUpload,
    number: number,
    range: { readonly start: number; readonly end: number },
    options: CallOptions,
  ): Promise<UploadedPart> {
    const response = await this.#client.stream(requests.get(from.bucket, from.key, { ifMatch: from.ifMatch }, range), options);
    const chunks: Buffer[] = [];
    for await (const chunk of response.body as AsyncIterable<Buffer>) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.byteLength !== range.end - range.start + 1) {
      throw new CloudError('protocol', `asked for bytes ${range.start} to ${range.end}, got ${bytes.byteLength}`, { status: response.status, retry: 'maybe' });
    }
    return this.#multipart.putPart(upload, number, bodyOf(bytes), undefined, options);
  }

  async #head(from: Source, options: CallOptions): Promise<ObjectInfo> {
    const { headers } = await this.#client.empty(requests.head(from.bucket, from.key, { ifMatch: from.ifMatch }), options);
    return toInfo(from.bucket, from.key, headers, sizeOf(headers) ?? 0);
  }

  async #assertSource(from: Source, info: ObjectInfo): Promise<void> {
    if (from.ifMatch !== undefined && etagOf(from.ifMatch) !== info.etag)
      throw new CloudError('precondition-failed', 'the source has another etag', { outcome: 'not-done' });
  }
}

/** Everything of an object that is to stay, and what is to change, as headers of a write. */
function saidAgain(info: ObjectInfo, metadata: Readonly<Record<string, string>> | undefined, headers: ContentHeaders | undefined): Record<string, string> {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage } = info;
  const changed = Object.fromEntries(Object.entries(headers ?? {}).filter(([, value]) => value !== undefined)) as ContentHeaders;
  const wire = info.raw as Readonly<Record<string, string>>;
  const kept = Object.entries(KEPT).flatMap(([name, sent]) => (wire[name] === undefined ? [] : [[sent, wire[name]] as const]));
  return {
    ...requests.objectHeaders({ contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, ...changed }, metadata ?? info.metadata),
    ...Object.fromEntries(kept),
  };
}

function rangesOf(sizeBytes: number, partBytes: number): { readonly start: number; readonly end: number }[] {
  const count = Math.ceil(sizeBytes / partBytes);
  return Array.from({ length: count }, (_, index) => ({ start: index * partBytes, end: Math.min(sizeBytes, (index + 1) * partBytes) - 1 }));
}

import { createHash } from 'node:crypto';
import {
  type CallOptions,
  isCloudError,
  type MultipartDriver,
  type MultipartUpload,
  type PutObjectRequest,
  type PutResult,
  type RequestBody,
  type UploadedPart,
  unexpectedBody,
  xmlRequired,
  xmlText,
} from '@portolan/core/driver';
import type { S3Client } from '../../client.ts';
import type { Preset } from '../../presets.ts';
import { assertListable } from './listable-key.ts';
import { etagOf } from './mapping.ts';
import type { Payloads } from './payload.ts';
import * as requests from './requests.ts';

const MIB = 1024 ** 2;

/** Uploads in parts: 5 MiB to 5 GiB each but the last, 10 000 of them. */
export class S3Multipart implements MultipartDriver {
  readonly minPartBytes: number = 5 * MIB;
  readonly maxPartBytes: number = 5 * 1024 * MIB;
  readonly maxParts: number = 10_000;
  readonly #client: S3Client;
  readonly #payloads: Payloads;
  readonly #preset: Pick<Preset, 'urlEncodedLists'>;

  constructor(client: S3Client, payloads: Payloads, preset: Pick<Preset, 'urlEncodedLists'>) {
    this.#client = client;
    this.#payloads = payloads;
    this.#preset = preset;
  }

  begin(request: Omit<PutObjectRequest, 'body' | 'md5'>, options: CallOptions): Promise<MultipartUpload> {
    return this.beginWith(request.bucket, request.key, requests.objectHeaders(request, request.metadata), options);
  }

  async beginWith(bucket: string, key: string, headers: Readonly<Record<string, string>>, options: CallOptions): Promise<MultipartUpload> {
    assertListable(key, this.#preset);
    const { body } = await this.#client.xml(requests.beginUpload(bucket, key, headers), { root: 'InitiateMultipartUploadResult' }, options);
    return { bucket, key, id: xmlRequired(body, 'UploadId') };
  }

  putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<UploadedPart> {
    return this.#payloads.send(body, md5, async (payload) => {
      const headers = { ...requests.md5Header(payload.md5), ...payload.headers };
      const answer = await this.#client.empty(requests.putPart(upload.bucket, upload.key, upload.id, number, payload.body, headers), options);
      const etag = etagOf(answer.headers['etag']);
      if (etag === undefined) throw unexpectedBody('the ETag of the part is missing', { status: answer.status });
      return { number, etag, sizeBytes: body.length ?? 0, md5: payload.md5 === undefined ? undefined : Buffer.from(payload.md5).toString('hex') };
    });
  }

  async copyPart(
    from: { readonly bucket: string; readonly key: string; readonly ifMatch: string | undefined },
    upload: MultipartUpload,
    number: number,
    range: { readonly start: number; readonly end: number },
    options: CallOptions,
  ): Promise<UploadedPart> {
    const { body, status } = await this.#client.xml(requests.copyPart(from, upload, upload.id, number, range), { root: 'CopyPartResult' }, options);
    const etag = etagOf(xmlText(body, 'ETag'));
    if (etag === undefined) throw unexpectedBody('the ETag of the part is missing', { status });
    return { number, etag, sizeBytes: range.end - range.start + 1 };
  }

  async complete(
    upload: MultipartUpload,
    parts: readonly UploadedPart[],
    request: Omit<PutObjectRequest, 'body' | 'md5'>,
    options: CallOptions,
  ): Promise<PutResult> {
    const { bucket, key } = upload;
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    const expected = etagOfParts(parts);
    try {
      const wish = requests.completeUpload(bucket, key, upload.id, parts, request);
      const { body } = await this.#client.xml(wish, { root: 'CompleteMultipartUploadResult' }, options);
      // radosgw's answer may carry an empty one.
      return { key, etag: etagOf(xmlText(body, 'ETag')) ?? (await this.#etagNow(bucket, key, options)), sizeBytes };
    } catch (error) {
      // An answer that was lost, and the upload is no more: the object tells whether it is ours.
      if (!isCloudError(error, 'not-found') || error.providerCode !== 'NoSuchUpload' || expected === undefined) throw error;
      const etag = await this.#etagNow(bucket, key, options).catch(() => undefined);
      if (etag !== expected) throw error;
      return { key, etag, sizeBytes };
    }
  }

  async abort(upload: MultipartUpload, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(requests.abortUpload(upload.bucket, upload.key, upload.id), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  async #etagNow(bucket: string, key: string, options: CallOptions): Promise<string | undefined> {
    return etagOf((await this.#client.empty(requests.head(bucket, key, {}), options)).headers['etag']);
  }
}

/** What S3 will call the whole: the MD5 of the parts' MD5s, and how many they are. Undefined where the parts' ETags are no MD5s. */
export function etagOfParts(parts: readonly UploadedPart[]): string | undefined {
  if (!parts.every((part) => /^[0-9a-f]{32}$/i.test(part.etag))) return undefined;
  const hash = createHash('md5');
  for (const part of [...parts].sort((a, b) => a.number - b.number)) hash.update(Buffer.from(part.etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}

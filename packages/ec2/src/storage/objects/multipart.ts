import { createHash } from 'node:crypto';
import {
  type CallOptions,
  isCloudError,
  type MultipartDriver,
  type MultipartUpload,
  type Page,
  type PutObjectRequest,
  type PutResult,
  type RequestBody,
  type UploadedPart,
  unexpectedBody,
  xmlChildren,
  xmlRequired,
  xmlText,
} from '@portolan/core/driver';
import { type ChecksumAlgorithm, checksumHeader } from '../../checksums/checksum.ts';
import type { S3Client } from '../../client.ts';
import type { Preset } from '../../presets.ts';
import { assertListable } from './listable-key.ts';
import { etagOf, wholeNumber } from './mapping.ts';
import type { Payloads } from './payload.ts';
import * as requests from './requests.ts';

const MIB = 1024 ** 2;
const PART_ARRAYS: ReadonlySet<string> = new Set(['Part']);

/** The server wants to hear the checksums of the parts again when they become an object. */
export interface S3UploadedPart extends UploadedPart {
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
}

/** CRCs of parts make the CRC of the whole, which a reader can check; of digests there is only one of the digests. */
const beginHeaders = (checksum: ChecksumAlgorithm | undefined): Record<string, string> =>
  checksum === undefined
    ? {}
    : { 'x-amz-checksum-algorithm': checksum.toUpperCase(), 'x-amz-checksum-type': checksum.startsWith('crc') ? 'FULL_OBJECT' : 'COMPOSITE' };

/** Uploads in parts: 5 MiB to 5 GiB each but the last, 10 000 of them. */
export class S3Multipart implements MultipartDriver {
  readonly minPartBytes: number = 5 * MIB;
  readonly maxPartBytes: number = 5 * 1024 * MIB;
  readonly maxParts: number = 10_000;
  readonly #client: S3Client;
  readonly #payloads: Payloads;
  readonly #preset: Pick<Preset, 'urlEncodedLists'>;
  readonly #checksum: ChecksumAlgorithm | undefined;

  constructor(client: S3Client, payloads: Payloads, preset: Pick<Preset, 'urlEncodedLists'>, checksum?: ChecksumAlgorithm) {
    this.#client = client;
    this.#payloads = payloads;
    this.#preset = preset;
    this.#checksum = checksum;
  }

  begin(request: Omit<PutObjectRequest, 'body' | 'md5'>, options: CallOptions): Promise<MultipartUpload> {
    const headers = { ...requests.objectHeaders(request, request.metadata), ...beginHeaders(this.#checksum) };
    return this.beginWith(request.bucket, request.key, headers, options);
  }

  async beginWith(bucket: string, key: string, headers: Readonly<Record<string, string>>, options: CallOptions): Promise<MultipartUpload> {
    assertListable(key, this.#preset);
    const { body } = await this.#client.xml(requests.beginUpload(bucket, key, headers), { root: 'InitiateMultipartUploadResult' }, options);
    return { bucket, key, id: xmlRequired(body, 'UploadId') };
  }

  putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<S3UploadedPart> {
    return this.#payloads.send(body, md5, async (payload) => {
      const headers = { ...requests.md5Header(payload.md5), ...payload.headers };
      const answer = await this.#client.empty(requests.putPart(upload.bucket, upload.key, upload.id, number, payload.body, headers), options);
      this.#payloads.heard(answer.headers);
      const etag = etagOf(answer.headers['etag']);
      if (etag === undefined) throw unexpectedBody('the ETag of the part is missing', { status: answer.status });
      const part = { number, etag, sizeBytes: body.length ?? 0, md5: payload.md5 === undefined ? undefined : Buffer.from(payload.md5).toString('hex') };
      if (this.#checksum === undefined) return part;
      const name = checksumHeader(this.#checksum);
      const value = answer.headers[name] ?? payload.headers[name];
      return value === undefined ? part : { ...part, checksum: { algorithm: this.#checksum, value } };
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

  async listPartsPage(upload: MultipartUpload, options: CallOptions, cursor?: string): Promise<Page<UploadedPart>> {
    const wish = requests.listParts(upload.bucket, upload.key, upload.id, cursor);
    const { body, status } = await this.#client.xml(wish, { root: 'ListPartsResult', arrays: PART_ARRAYS }, options);
    const items = xmlChildren(body, 'Part').map((node): S3UploadedPart => {
      const [number, sizeBytes, etag] = [wholeNumber(xmlText(node, 'PartNumber')), wholeNumber(xmlText(node, 'Size')), etagOf(xmlText(node, 'ETag'))];
      if (number === undefined || sizeBytes === undefined || etag === undefined) throw unexpectedBody('a part has no number, size or ETag', { status });
      const value = this.#checksum === undefined ? undefined : xmlText(node, `Checksum${this.#checksum.toUpperCase()}`);
      return this.#checksum === undefined || value === undefined
        ? { number, etag, sizeBytes }
        : { number, etag, sizeBytes, checksum: { algorithm: this.#checksum, value } };
    });
    if (xmlText(body, 'IsTruncated')?.trim() !== 'true') return { items };
    const next = wholeNumber(xmlText(body, 'NextPartNumberMarker')) ?? items.at(-1)?.number;
    if (next === undefined) throw unexpectedBody('it says there are more parts, and not where', { status });
    return { items, next: String(next) };
  }

  etagOf(parts: readonly UploadedPart[]): string | undefined {
    // Where a key encrypts them, the ETags of parts look like MD5s and are none.
    return parts.every((part) => part.md5 !== undefined && part.etag.toLowerCase() === part.md5) ? etagOfParts(parts) : undefined;
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

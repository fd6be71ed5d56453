import {
  type CallOptions,
  CloudError,
  encodePathSegment,
  isCloudError,
  type MultipartDriver,
  type MultipartUpload,
  type Page,
  type PutObjectRequest,
  type PutResult,
  type RequestBody,
  type UploadedPart,
  unexpectedBody,
  type WriteConditions,
} from '@portolan/core/driver';
import type { MantaClient } from '../../client.ts';
import { lacksDirectory, listEntries, MAX_ENTRIES, withFolders } from '../directory.ts';
import { objectPath } from '../paths.ts';
import { etagOf, md5Hex } from './mapping.ts';
import * as parts from './multipart-requests.ts';
import * as requests from './requests.ts';
import type { CreatedUploadWire, UploadStateWire } from './wire.ts';

type PartsRequest = Omit<PutObjectRequest, 'body' | 'md5'>;

/** Of the object to be. Durability is a number in this JSON, not a text. */
function headersOf(request: PartsRequest): Readonly<Record<string, string | number>> {
  const { 'Durability-Level': durability, ...headers } = {
    ...requests.contentHeaders(request),
    ...requests.metadataHeaders(request.metadata),
    ...requests.nativeHeaders(request.native),
  } as Readonly<Record<string, string>>;
  return durability === undefined ? headers : { ...headers, 'durability-level': Number(durability) };
}

// ---- multipart ----

/** Manta's own bounds: 800 parts of at least 5 MiB; a part may have what an object may have. */
export class MantaMultipart implements MultipartDriver {
  readonly minPartBytes: number = 5 * 1024 * 1024;
  readonly maxPartBytes: number = 5 * 1024 * 1024 * 1024;
  readonly maxParts: number = 800;
  readonly #client: MantaClient;

  constructor(client: MantaClient) {
    this.#client = client;
  }

  async begin(request: PartsRequest, options: CallOptions): Promise<MultipartUpload> {
    await this.#assertConditions(request, options);
    const target = `${this.#client.accountPath}${objectPath(request.bucket, request.key)}`;
    const created = await withFolders(this.#client, request.bucket, request.key, options, () =>
      this.#client.json<CreatedUploadWire>(parts.create(target, headersOf(request)), options),
    );
    if (typeof created?.id !== 'string' || typeof created.partsDirectory !== 'string') throw unexpectedBody('it is no upload', {}, JSON.stringify(created));
    return { bucket: request.bucket, key: request.key, id: created.id, state: { partsDirectory: parts.belowAccount(created.partsDirectory) } };
  }

  async putPart(upload: MultipartUpload, number: number, body: RequestBody, md5: Uint8Array | undefined, options: CallOptions): Promise<UploadedPart> {
    const answer = await this.#client.empty(parts.putPart(directoryOf(upload), number - 1, body, md5), options);
    const etag = etagOf(answer.headers);
    if (etag === undefined) throw unexpectedBody('the answer to a part has no Etag', { status: answer.status });
    const told = md5Hex(answer.headers['computed-md5']);
    return { number, etag, sizeBytes: body.length ?? 0, ...(told === undefined ? {} : { md5: told }) };
  }

  async complete(upload: MultipartUpload, uploaded: readonly UploadedPart[], request: PartsRequest, options: CallOptions): Promise<PutResult> {
    await this.#assertConditions(request, options);
    const order = parts.commit(
      directoryOf(upload),
      uploaded.map((part) => part.etag),
    );
    const sizeBytes = uploaded.reduce((sum, part) => sum + part.sizeBytes, 0);
    const md5 = await withFolders(this.#client, upload.bucket, upload.key, options, async () => {
      try {
        return md5Hex((await this.#client.empty(order, options)).headers['computed-md5']);
      } catch (error) {
        if (!lacksDirectory(error) && (await this.#wasCommitted(upload, error, options))) return undefined;
        throw error;
      }
    });
    return { key: upload.key, sizeBytes, ...(md5 === undefined ? {} : { md5 }) };
  }

  /** Parts are entries of a directory; 800 of them fit on one page. */
  async listPartsPage(upload: MultipartUpload, options: CallOptions): Promise<Page<UploadedPart>> {
    const { state } = await this.#client.json<UploadStateWire>(parts.getState(directoryOf(upload)), options);
    if (state === 'done') throw new CloudError('not-found', 'the upload was completed or aborted', { outcome: 'not-done' });
    const page = await listEntries(this.#client, directoryOf(upload), undefined, MAX_ENTRIES, options);
    if (page === undefined) throw new CloudError('not-found', 'there is no such upload', { outcome: 'not-done' });
    const items = page.entries.flatMap(({ name, etag, size, contentMD5 }): UploadedPart[] => {
      if (!/^\d{1,3}$/.test(name) || etag === undefined || size === undefined) return [];
      const md5 = md5Hex(contentMD5);
      return [{ number: Number(name) + 1, etag, sizeBytes: size, ...(md5 === undefined ? {} : { md5 }) }];
    });
    return { items: items.sort((a, b) => a.number - b.number) };
  }

  async abort(upload: MultipartUpload, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(parts.abort(directoryOf(upload)), options);
    } catch (error) {
      // Unknown, aborted before or committed: nothing is left to free.
      if (isCloudError(error, 'not-found') || isState(error)) return;
      throw error;
    }
  }

  /** A commit whose answer was lost, and that has been forgotten since. */
  async #wasCommitted(upload: MultipartUpload, error: unknown, options: CallOptions): Promise<boolean> {
    if (!isState(error)) return false;
    const state = await this.#client.json<UploadStateWire>(parts.getState(directoryOf(upload)), options).catch(() => undefined);
    return state?.state === 'done' && state.result === 'committed';
  }

  /**
   * Manta takes no conditions for uploads in parts: they are looked at before the first part and again before the commit,
   * which leaves a moment between the look and the commit.
   */
  async #assertConditions({ bucket, key, ifMatch, ifNoneMatch }: PartsRequest & WriteConditions, options: CallOptions): Promise<void> {
    if (ifMatch === undefined && ifNoneMatch === undefined) return;
    let etag: string | undefined;
    try {
      etag = etagOf((await this.#client.head(requests.head(bucket, key, {}), options)).headers);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    const holds = (ifNoneMatch === undefined || etag === undefined) && (ifMatch === undefined || etag === ifMatch);
    if (!holds)
      throw new CloudError('precondition-failed', etag === undefined ? 'there is no such object' : `the object is there, its etag is ${etag}`, {
        outcome: 'not-done',
      });
  }
}

/** Without the directory (an upload written down by hand) the short path will do: Manta answers 301 there, which is not followed. */
function directoryOf(upload: MultipartUpload): string {
  return upload.state?.['partsDirectory'] ?? `/uploads/${encodePathSegment(upload.id.slice(0, parts.prefixLength(upload.id)))}/${encodePathSegment(upload.id)}`;
}

const isState = (error: unknown): boolean => isCloudError(error) && /^InvalidMultipartUploadState(Error)?$/.test(error.providerCode ?? '');

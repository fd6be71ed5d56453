import {
  type Answer,
  asJson,
  type CallOptions,
  CloudError,
  type CopyObjectRequest,
  type DeleteFailure,
  type GetObjectDriverOptions,
  isCloudError,
  type ListObjectsDriverOptions,
  mapConcurrently,
  type ObjectContent,
  type ObjectDriver,
  type ObjectInfo,
  type ObjectPrefix,
  type ObjectSummary,
  type Page,
  type PresignedRequest,
  type PresignRequest,
  type PutObjectRequest,
  type PutResult,
  type ReadConditions,
  type StorageHome,
  type UpdateMetadataRequest,
  unexpectedBody,
} from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { statusError } from '../../errors.ts';
import type { SwiftInfo } from '../swift-info.ts';
import { type BulkDelete, readReport } from './bulk-delete.ts';
import { copyObject } from './copy.ts';
import { counted } from './counted-body.ts';
import { LargeObjects } from './large-objects.ts';
import { contentOf, nextMarker, toInfo, toRow, unquoted } from './mapping.ts';
import { metadataFromHeaders, metadataToHeaders } from './metadata-headers.ts';
import { SwiftMultipart } from './multipart.ts';
import * as requests from './requests.ts';
import { TempUrls } from './temp-url.ts';
import type { BulkWire, ObjectRowWire } from './wire.ts';

const CONCURRENT_LOOKS = 8;
const MAX_PLAIN_BYTES = 5 * 1024 ** 3;

export class SwiftObjects implements ObjectDriver {
  readonly maxDeleteKeys: number = 1000;
  readonly multipart: SwiftMultipart;
  readonly #client: OpenstackClient;
  readonly #bulk: BulkDelete;
  readonly #info: SwiftInfo;
  readonly #large: LargeObjects;
  readonly #tempUrls: TempUrls;

  constructor(client: OpenstackClient, info: SwiftInfo, bulk: BulkDelete) {
    this.#client = client;
    this.#bulk = bulk;
    this.#info = info;
    this.#large = new LargeObjects(client, (bucket, keys, options) => bulk.remove(bucket, keys, options));
    this.#tempUrls = new TempUrls(client, info);
    this.multipart = new SwiftMultipart(client, this.#large);
  }

  /** An account of Swift's is in its address. */
  async home(options: CallOptions): Promise<StorageHome> {
    const { origin, path } = await this.#client.endpoint('object-store', options);
    return { service: `${origin}${path}`, account: '' };
  }

  async listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>> {
    const { status, headers, body } = await this.#client.read(
      requests.list(bucket, options, cursor),
      options,
      asJson<readonly ObjectRowWire[]>({ allowEmpty: 'no-content' }),
    );
    // 204 without a body is an empty listing.
    const rows = body ?? [];
    if (!Array.isArray(rows)) throw unexpectedBody('it is no listing', { status, contentType: headers['content-type'] });
    const next = nextMarker(rows as readonly ObjectRowWire[]);
    const items = (rows as readonly ObjectRowWire[]).map(toRow);
    return next === undefined ? { items } : { items, next };
  }

  async head(bucket: string, key: string, options: CallOptions & ReadConditions): Promise<ObjectInfo> {
    const { headers } = await this.#client.empty(requests.head(bucket, key, options), options);
    return toInfo(bucket, key, headers);
  }

  async get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    const { headers, body, status } = await this.#client.send(requests.get(bucket, key, options), options);
    const length = Number(headers['content-length'] ?? (status === 204 ? 0 : Number.NaN));
    if (Number.isNaN(length)) {
      body.destroy();
      // A dynamic large object of more segments than a listing shows.
      throw new CloudError('protocol', 'the answer does not say how long the object is', { status });
    }
    return { info: toInfo(bucket, key, headers), length, body };
  }

  async put(request: PutObjectRequest, options: CallOptions): Promise<PutResult> {
    let sizeBytes = request.body.length ?? 0;
    const body = request.body.length === undefined ? counted(request.body, (bytes) => (sizeBytes = bytes)) : request.body;
    const write = (): Promise<Answer<undefined>> => this.#client.empty(requests.put({ ...request, body }), options);
    const { headers } = await this.#large.replacing(request.bucket, request.key, options, write, body);
    const etag = unquoted(headers['etag']);
    return { key: request.key, etag, sizeBytes, md5: etag !== undefined && /^[0-9a-f]{32}$/.test(etag) ? etag : undefined };
  }

  async delete(bucket: string, key: string, options: CallOptions): Promise<void> {
    if (!(await this.#large.isLarge(bucket, key, options))) {
      await this.#client.empty(requests.remove(bucket, key), options);
      return;
    }
    let report: BulkWire;
    try {
      report = await readReport(this.#client, requests.removeWithSegments(bucket, key), options);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return; // Somebody else was faster.
      throw error;
    }
    const status = report['Response Status'] ?? '';
    if (/^(2|404)/.test(status)) return;
    const problems = (report.Errors ?? []).map(([path, problem]) => `${path}: ${problem}`).join('; ');
    throw statusError(status, 'object-store', [report['Response Body'] ?? '', problems].filter((text) => text !== '').join(' '));
  }

  async deleteMany(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    const large = (await this.#large.mayHave(bucket, options)) ? await this.#largeOf(bucket, keys, options) : new Set<string>();
    const failures = [
      ...(await this.#bulk.remove(
        bucket,
        keys.filter((key) => !large.has(key)),
        options,
      )),
    ];
    const late = await mapConcurrently([...large], CONCURRENT_LOOKS, async (key): Promise<DeleteFailure | undefined> => {
      try {
        await this.delete(bucket, key, options);
        return undefined;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!isCloudError(error)) throw error;
        return { key, error };
      }
    });
    return [...failures, ...late.filter((failure) => failure !== undefined)];
  }

  async copy(request: CopyObjectRequest, options: CallOptions): Promise<PutResult> {
    const { swift } = await this.#info.get(options);
    return copyObject(
      { client: this.#client, large: this.#large, multipart: this.multipart, maxPlainBytes: swift?.max_file_size ?? MAX_PLAIN_BYTES },
      request,
      options,
    );
  }

  /** Read, then written whole: Swift has no other way, and another's change in between is lost. */
  async updateMetadata(request: UpdateMetadataRequest, options: CallOptions): Promise<void> {
    const { bucket, key } = request;
    const { headers } = await this.#client.empty(requests.head(bucket, key), options);
    const kept: Record<string, string> = {};
    const expiry = headers['x-delete-at'];
    if (expiry !== undefined) kept['X-Delete-At'] = expiry;
    const manifest = headers['x-object-manifest'];
    if (manifest !== undefined) kept['X-Object-Manifest'] = manifest;
    const given = Object.fromEntries(Object.entries(request.headers ?? {}).filter(([, value]) => value !== undefined));
    const all = {
      ...requests.contentHeaders({ ...contentOf(headers), ...given }),
      ...metadataToHeaders(request.metadata ?? metadataFromHeaders(headers)),
      ...kept,
    };
    await this.#client.empty(requests.post(bucket, key, all), options);
  }

  async presign(request: PresignRequest, options: CallOptions): Promise<PresignedRequest> {
    return this.#tempUrls.presign(request, options);
  }

  /** Bulk delete takes manifests and leaves their segments: large objects are told apart first. */
  async #largeOf(bucket: string, keys: readonly string[], options: CallOptions): Promise<ReadonlySet<string>> {
    const looked = await mapConcurrently(keys, CONCURRENT_LOOKS, async (key) => ((await this.#large.isLarge(bucket, key, options)) ? key : undefined));
    return new Set(looked.filter((key) => key !== undefined));
  }
}

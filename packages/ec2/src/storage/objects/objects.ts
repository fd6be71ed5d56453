import {
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
  xmlChildren,
  xmlText,
} from '@portolan/core/driver';
import { MAX_EXPIRES_SECONDS, type Signer } from '../../auth.ts';
import { checkedBody } from '../../checksums/checked-body.ts';
import type { ChecksumAlgorithm } from '../../checksums/checksum.ts';
import type { S3Client } from '../../client.ts';
import { embeddedError } from '../../errors.ts';
import type { Preset } from '../../presets.ts';
import { S3Copies } from './copy.ts';
import { assertListable } from './listable-key.ts';
import { etagOf, LIST_ROWS, md5Of, merged, readList, readRow, sizeOf, toInfo, wholeNumber } from './mapping.ts';
import { lastName } from './marker.ts';
import { S3Multipart } from './multipart.ts';
import { Payloads } from './payload.ts';
import * as requests from './requests.ts';
import type { ListWire } from './wire.ts';

const DELETE_ARRAYS: ReadonlySet<string> = new Set(['Deleted', 'Error']);
/** XML 1.0 cannot carry these: such keys are deleted one by one. */
const UNWRITABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const SINGLE_DELETES = 8;

export class S3Objects implements ObjectDriver {
  readonly maxDeleteKeys: number = 1000;
  readonly multipart: S3Multipart;
  readonly #client: S3Client;
  readonly #auth: Signer;
  readonly #preset: Preset;
  readonly #payloads: Payloads;
  readonly #copies: S3Copies;
  readonly #account: string | undefined;
  readonly #checked: boolean;
  #deletesMany = true;

  /** `account`: the access key's id, where it is always the same one. */
  constructor(client: S3Client, auth: Signer, preset: Preset, account?: string, checksum?: ChecksumAlgorithm) {
    this.#account = account;
    this.#client = client;
    this.#auth = auth;
    this.#preset = preset;
    this.#checked = checksum !== undefined;
    this.#payloads = new Payloads(client.tls, auth.coversBodies, checksum);
    this.multipart = new S3Multipart(client, this.#payloads, preset, checksum);
    this.#copies = new S3Copies(client, this.multipart, preset);
  }

  /** Once the server has said a checksum of ours again: before that, perhaps it ignores them. */
  get checksUploads(): boolean {
    return this.#payloads.compared;
  }

  async home(): Promise<StorageHome> {
    const { origin, path } = this.#client.endpoint.endpoint;
    return { service: `${origin}${path}`, account: this.#account };
  }

  async listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>> {
    const { listVersion, urlEncodedLists } = this.#preset;
    const from = cursor === undefined ? undefined : cursor.startsWith('m') ? { marker: cursor.slice(1) } : { token: cursor.slice(1) };
    const request = requests.list(bucket, options, from, listVersion, urlEncodedLists);
    const { root, items } = await this.#client.list(request, 'ListBucketResult', LIST_ROWS, options, readRow);
    const wire = readList(root, items);
    const next = nextCursor(wire);
    return next === undefined ? { items: merged(wire) } : { items: merged(wire), next };
  }

  async head(bucket: string, key: string, options: CallOptions & ReadConditions): Promise<ObjectInfo> {
    const { headers } = await this.#client.empty(requests.head(bucket, key, options, this.#checked), options);
    return toInfo(bucket, key, headers, sizeOf(headers) ?? 0);
  }

  async get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    const { range } = options;
    const { status, headers, body } = await this.#client.stream(requests.get(bucket, key, options, range, this.#checked), options);
    const length = wholeNumber(headers['content-length']);
    const total = sizeOf(headers);
    const begins = /^bytes\s+(\d+)-/i.exec(headers['content-range'] ?? '')?.[1];
    const asked = range === undefined ? status === 200 : status === 206 && begins === String(range.start);
    if (length === undefined || total === undefined || !asked) {
      body.destroy();
      const wrong = length === undefined ? 'it does not say how long it is' : 'it is not the range that was asked for';
      throw unexpectedBody(wrong, { status, contentType: headers['content-type'] });
    }
    const info = toInfo(bucket, key, headers, total);
    const ours = this.#checked && status === 200 && info.digest === undefined;
    return { info, length, body: ours ? checkedBody(body, headers) : body };
  }

  async put(request: PutObjectRequest, options: CallOptions): Promise<PutResult> {
    assertListable(request.key, this.#preset);
    try {
      return await this.#payloads.send(request.body, request.md5, async (payload) => {
        const { headers } = await this.#client.empty(requests.put(request, payload.body, payload.headers, payload.md5), options);
        this.#payloads.heard(headers);
        const etag = etagOf(headers['etag']);
        return { key: request.key, etag, sizeBytes: request.body.length ?? 0, md5: md5Of(etag, headers) };
      });
    } catch (error) {
      // `If-Match` on a key that is not there: 404 on Amazon, 412 elsewhere.
      if (request.ifMatch !== undefined && isCloudError(error, 'not-found') && error.providerCode === 'NoSuchKey') {
        throw new CloudError('precondition-failed', 'there is no such object', {
          status: error.status,
          providerCode: error.providerCode,
          outcome: 'not-done',
          cause: error,
        });
      }
      throw error;
    }
  }

  async delete(bucket: string, key: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.empty(requests.remove(bucket, key), options);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  async deleteMany(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    const writable = this.#deletesMany ? keys.filter((key) => !UNWRITABLE.test(key)) : [];
    const failures: DeleteFailure[] = [];
    const singly = new Set(keys.filter((key) => !this.#deletesMany || UNWRITABLE.test(key)));
    if (writable.length > 0) {
      try {
        const wish = requests.removeMany(bucket, writable);
        const { body, status } = await this.#client.xml(wish, { root: 'DeleteResult', arrays: DELETE_ARRAYS }, options);
        for (const node of xmlChildren(body, 'Error')) {
          const error = embeddedError({ code: xmlText(node, 'Code'), message: xmlText(node, 'Message') }, status);
          if (error.code !== 'not-found') failures.push({ key: xmlText(node, 'Key') ?? '', error });
        }
      } catch (error) {
        if (isCloudError(error, 'not-found')) return [];
        if (!isCloudError(error, 'unsupported')) throw error;
        this.#deletesMany = false;
        for (const key of writable) singly.add(key);
      }
    }
    const rest = await mapConcurrently([...singly], SINGLE_DELETES, async (key): Promise<DeleteFailure | undefined> => {
      try {
        await this.delete(bucket, key, options);
        return undefined;
      } catch (error) {
        if (!isCloudError(error)) throw error;
        return { key, error };
      }
    });
    return [...failures, ...rest.filter((failure) => failure !== undefined)];
  }

  copy(request: CopyObjectRequest, options: CallOptions): Promise<PutResult> {
    return this.#copies.copy(request, options);
  }

  updateMetadata(request: UpdateMetadataRequest, options: CallOptions): Promise<void> {
    return this.#copies.updateMetadata(request, options);
  }

  async presign(request: PresignRequest, _options: CallOptions): Promise<PresignedRequest> {
    const { bucket, key, method, expiresInSeconds, contentType } = request;
    if (method === 'PUT') assertListable(key, this.#preset);
    if (expiresInSeconds > MAX_EXPIRES_SECONDS) {
      throw new CloudError('invalid-argument', `expiresInSeconds: got ${expiresInSeconds}, S3 takes at most ${MAX_EXPIRES_SECONDS} (seven days)`, {
        outcome: 'not-done',
      });
    }
    const { origin, path } = this.#client.endpoint.address(bucket, key);
    const headers: Record<string, string> = contentType === undefined || method === 'GET' ? {} : { 'Content-Type': contentType };
    const expiresAt = new Date(this.#auth.now() + expiresInSeconds * 1000);
    const url = await this.#auth.presign({ method, origin, target: path, headers, bucket }, expiresInSeconds);
    return { url, method, headers, expiresAt };
  }
}

/** Where the next page begins. Servers that do not know version 2 answer version 1, which goes on after the last row. */
function nextCursor(wire: ListWire): string | undefined {
  if (!wire.truncated) return undefined;
  if (wire.nextContinuationToken !== undefined) return `t${wire.nextContinuationToken}`;
  const last = wire.nextMarker ?? lastName([wire.contents.at(-1)?.Key, wire.prefixes.at(-1)]);
  if (last === undefined || wire.hasKeyCount) throw unexpectedBody('it says there is more, and not where');
  return `m${last}`;
}

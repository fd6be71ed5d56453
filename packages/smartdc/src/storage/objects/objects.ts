import { pipeline, Transform } from 'node:stream';
import {
  asEmpty,
  asText,
  type CallOptions,
  CloudError,
  type DeleteFailure,
  type GetObjectDriverOptions,
  type HttpResponse,
  isCloudError,
  type ListObjectsDriverOptions,
  type MultipartDriver,
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
  type RequestBody,
  type StorageHome,
  type UpdateMetadataRequest,
  unexpectedBody,
} from '@portolan/core/driver';
import type { MantaClient } from '../../client.ts';
import { isDirectory, kindOf, makeFolders, removeIfEmpty, sweepFolder, sweepFolders, withFolders } from '../directory.ts';
import { folderPath, foldersOf, objectPath } from '../paths.ts';
import { listObjects } from './listing.ts';
import { etagOf, foreignHeaders, md5Hex, toInfo } from './mapping.ts';
import { MantaMultipart } from './multipart.ts';
import * as requests from './requests.ts';

/** Makes an address that works without credentials. */
export type SignUrl = (method: 'GET' | 'PUT', encodedPath: string, expiresInSeconds: number) => Promise<{ readonly url: string; readonly expiresAt: Date }>;

const DELETES_AT_ONCE = 8;
const MOST_UPDATES = 4;

/** Objects of Manta under flat keys: the directories a key needs come and go by themselves. */
export class MantaObjects implements ObjectDriver {
  readonly multipart: MultipartDriver;
  readonly maxDeleteKeys: number = 1_000;
  readonly #client: MantaClient;
  readonly #signUrl: SignUrl;

  constructor(client: MantaClient, signUrl: SignUrl) {
    this.#client = client;
    this.#signUrl = signUrl;
    this.multipart = new MantaMultipart(client);
  }

  async home(): Promise<StorageHome> {
    return { service: `${this.#client.origin}${this.#client.accountPath}`, account: '' };
  }

  async listPage(bucket: string, options: ListObjectsDriverOptions, cursor?: string): Promise<Page<ObjectSummary | ObjectPrefix>> {
    return listObjects(this.#client, bucket, options, cursor);
  }

  async head(bucket: string, key: string, options: CallOptions & ReadConditions): Promise<ObjectInfo> {
    const answer = await this.#client.head(requests.head(bucket, key, options), options);
    if (isDirectory(answer)) throw noObject();
    return toInfo(bucket, key, answer.headers, numberOf(answer.headers['content-length']) ?? 0);
  }

  async get(bucket: string, key: string, options: GetObjectDriverOptions): Promise<ObjectContent> {
    const response = await this.#client.send(requests.get(bucket, key, options), options);
    const give = (error: CloudError): never => {
      response.body.destroy();
      throw error;
    };
    if (isDirectory(response)) return give(noObject());
    const length = numberOf(response.headers['content-length']);
    if (length === undefined) return give(unexpectedBody('it has no length', { status: response.status, contentType: response.headers['content-type'] }));
    const total = response.status === 206 ? numberOf(/\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1]) : length;
    if (total === undefined) return give(unexpectedBody('a range does not say of how much', { status: response.status }));
    // A whole object for a range would be taken for the range.
    if (options.range !== undefined && response.status !== 206) return give(unexpectedBody('the range was not heeded', { status: response.status }));
    return { info: toInfo(bucket, key, response.headers, total), length, body: response.body };
  }

  async put(request: PutObjectRequest, options: CallOptions): Promise<PutResult> {
    const order = requests.put(request);
    // What the stream held is known once it was read.
    let sent = 0;
    const counted = request.body.length === undefined ? countedBody(request.body, (bytes) => (sent = bytes)) : request.body;
    let answer: Readonly<Record<string, string>>;
    try {
      answer = await withFolders(this.#client, request.bucket, request.key, options, () => this.#putOnce({ ...order, body: counted }, options));
    } catch (error) {
      discard(request.body);
      throw error;
    }
    const etag = etagOf(answer);
    const md5 = md5Hex(answer['computed-md5']);
    return { key: request.key, sizeBytes: request.body.length ?? sent, ...(etag === undefined ? {} : { etag }), ...(md5 === undefined ? {} : { md5 }) };
  }

  async delete(bucket: string, key: string, options: CallOptions): Promise<void> {
    if (await this.#deleteKey(bucket, key, options)) await sweepFolders(this.#client, bucket, key, options);
  }

  /** Object by object, there is no other way; but folders are swept once, when all that was in them is gone. */
  async deleteMany(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly DeleteFailure[]> {
    const failures: DeleteFailure[] = [];
    const folders = new Set<string>();
    await mapConcurrently(keys, DELETES_AT_ONCE, async (key) => {
      try {
        if (await this.#deleteKey(bucket, key, options)) for (const folder of foldersOf(key)) folders.add(folder);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!isCloudError(error)) throw error;
        failures.push({ key, error });
      }
    });
    await this.#sweep(bucket, folders, options);
    return failures;
  }

  async updateMetadata(request: UpdateMetadataRequest, options: CallOptions): Promise<void> {
    const { bucket, key } = request;
    for (let attempt = 1; ; attempt += 1) {
      // Manta replaces all: what is to stay is read first, and the etag makes sure that it still belongs to the content.
      const info = await this.head(bucket, key, options);
      const headers = { contentType: info.contentType, cacheControl: info.cacheControl, contentDisposition: info.contentDisposition, ...request.headers };
      const kept = foreignHeaders(info.raw as Readonly<Record<string, string>>);
      try {
        await this.#client.empty(requests.putMetadata(bucket, key, headers, request.metadata ?? info.metadata, info.etag, kept), options);
        return;
      } catch (error) {
        if (!isCloudError(error, 'precondition-failed') || attempt >= MOST_UPDATES) throw error;
      }
    }
  }

  async presign(request: PresignRequest, options: CallOptions): Promise<PresignedRequest> {
    const { bucket, key, method, expiresInSeconds, contentType } = request;
    const path = `${this.#client.accountPath}${objectPath(bucket, key)}`;
    // Whoever uploads cannot make directories with this address.
    if (method === 'PUT') await this.#readyFolders(bucket, key, options);
    const { url, expiresAt } = await this.#signUrl(method, path, expiresInSeconds);
    return { url, method, headers: method === 'PUT' && contentType !== undefined ? requests.contentHeaders({ contentType }) : {}, expiresAt };
  }

  async #putOnce(order: ReturnType<typeof requests.put>, options: CallOptions): Promise<Readonly<Record<string, string>>> {
    // 404 is an answer here, not a failure: a failure would end the stream, which is still whole when it was not asked for.
    const answer = await this.#client.read({ ...order, accept: [404] }, options, async (response) => readRefusal(response));
    if (answer.status !== 404) return answer.headers;
    // In our words: this answer was never a failure to the transport, which blanks what servers repeat of our secrets.
    throw new CloudError('not-found', 'there is no such directory to put it into', {
      status: 404,
      providerCode: answer.body?.code,
      requestId: answer.headers['x-request-id'],
      outcome: 'not-done',
    });
  }

  /** Whether there was something to delete. A folder of that name is no object: it stays unless it is empty. */
  async #deleteKey(bucket: string, key: string, options: CallOptions): Promise<boolean> {
    return removeIfEmpty(this.#client, objectPath(bucket, key), options);
  }

  /** The deepest first; one that is not empty keeps those above it. */
  async #sweep(bucket: string, folders: ReadonlySet<string>, options: CallOptions): Promise<void> {
    const depth = (folder: string): number => folder.split('/').length;
    const kept = new Set<string>();
    for (let level = Math.max(0, ...[...folders].map(depth)); level > 0; level -= 1) {
      const here = [...folders].filter((folder) => depth(folder) === level && !kept.has(folder));
      await mapConcurrently(here, DELETES_AT_ONCE, async (folder) => {
        if (await sweepFolder(this.#client, bucket, folder, options)) return;
        for (const above of foldersOf(folder)) kept.add(above);
      });
    }
  }

  async #readyFolders(bucket: string, key: string, options: CallOptions): Promise<void> {
    const [deepest] = foldersOf(key);
    const path = folderPath(bucket, deepest ?? '');
    const kind = await kindOf(this.#client, path, options);
    if (kind === 'object')
      throw new CloudError('conflict', `${JSON.stringify(deepest)} is an object: a key cannot be both object and folder`, { outcome: 'not-done' });
    if (kind === 'nothing') await makeFolders(this.#client, bucket, key, options);
  }
}

function noObject(): CloudError {
  return new CloudError('not-found', 'there is a folder of that name, and no object', { status: 404, outcome: 'not-done' });
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined || !/^\d+$/.test(text) ? undefined : Number(text));

interface Refusal {
  readonly code: string | undefined;
}

async function readRefusal(response: HttpResponse): Promise<Refusal | undefined> {
  if (response.status !== 404) return asEmpty()(response);
  const text = await asText({ maxBytes: 64 * 1024 })(response);
  try {
    const { code } = JSON.parse(text) as Partial<Refusal>;
    return { code: typeof code === 'string' && /^[A-Za-z]{1,64}$/.test(code) ? code : undefined };
  } catch {
    return undefined;
  }
}

/** A stream that was not asked for is the caller's no more, as one that was sent in part is. */
function discard(body: RequestBody): void {
  if (body.replayable) return;
  try {
    const source = body.open();
    if (!(source instanceof Uint8Array)) source.on('error', () => undefined).destroy();
  } catch {
    // It was spent already.
  }
}

/** Counts what a stream of unknown length held. */
function countedBody(body: RequestBody, told: (bytes: number) => void): RequestBody {
  return {
    ...body,
    open: () => {
      const source = body.open();
      if (source instanceof Uint8Array) {
        told(source.byteLength);
        return source;
      }
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done): void {
          bytes += chunk.byteLength;
          told(bytes);
          done(null, chunk);
        },
      });
      told(0);
      return pipeline(source, count, () => undefined);
    },
  };
}

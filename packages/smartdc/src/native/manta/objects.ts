import { Readable } from 'node:stream';
import { type BodySource, bodyOf, type CallOptions, type HttpResponse, isCloudError, type ReadConditions, type WriteConditions } from '@portolan/core/driver';
import type { MantaRequest } from '../../client.ts';
import { lacksDirectory } from '../../storage/directory.ts';
import { etagOf, md5Hex } from '../../storage/objects/mapping.ts';
import * as requests from '../../storage/objects/requests.ts';
import type { MantaDirectories } from './directories.ts';
import { type MantaCalls, mantaPath, parentsOf } from './manta-calls.ts';

export interface PutMantaOptions extends CallOptions, WriteConditions {
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  /** Names without `m-`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Copies kept, 1 to 9. Default 2. */
  readonly durabilityLevel?: number | undefined;
  readonly roleTags?: readonly string[] | undefined;
  /** Bytes of a stream, when known. */
  readonly length?: number | undefined;
  /** Make the directories above when they are missing. */
  readonly parents?: boolean | undefined;
  /** Any other: `Access-Control-Allow-Origin`, `Surrogate-Key`, `Max-Content-Length`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface MantaPutResult {
  readonly etag: string | undefined;
  /** Hex, as the server computed it. */
  readonly md5: string | undefined;
}

export type SignMantaUrl = (
  methods: readonly string[],
  encodedPath: string,
  expiresInSeconds: number,
) => Promise<{ readonly url: string; readonly expiresAt: Date }>;

/** Objects at their paths, which begin behind the account and are not encoded: `/stor/a b.txt`, `/public/logo.png`. */
export class MantaNativeObjects {
  readonly #calls: MantaCalls;
  readonly #directories: MantaDirectories;
  readonly #signUrl: SignMantaUrl;

  constructor(calls: MantaCalls, directories: MantaDirectories, signUrl: SignMantaUrl) {
    this.#calls = calls;
    this.#directories = directories;
    this.#signUrl = signUrl;
  }

  /** Replaces what is there, metadata included. A stream is sent once; a function that opens one as often as needed. */
  async put(path: string, content: BodySource, options: PutMantaOptions = {}): Promise<MantaPutResult> {
    const {
      contentType,
      cacheControl,
      contentDisposition,
      metadata = {},
      durabilityLevel,
      length,
      parents,
      roleTags,
      headers,
      ifMatch,
      ifNoneMatch,
      ...call
    } = options;
    const body = bodyOf(content, length === undefined ? {} : { length });
    const request: MantaRequest = {
      operation: 'PutObject',
      method: 'PUT',
      path: mantaPath(path),
      headers: {
        ...headers,
        ...requests.contentHeaders({ contentType, cacheControl, contentDisposition }),
        ...requests.metadataHeaders(metadata),
        ...requests.writeConditions({ ifMatch, ifNoneMatch }),
        ...requests.nativeHeaders({ durabilityLevel }),
        ...(roleTags === undefined ? {} : { 'Role-Tag': roleTags.join(',') }),
      },
      body,
      // A refusal comes before the body then: a stream that can be read once is still whole.
      expectContinue: !body.replayable || body.length === undefined,
    };
    if (parents === true && parentsOf(path).length > 0 && !body.replayable) await this.#makeParents(path, call);
    try {
      return toResult(await this.#calls.empty(request, call));
    } catch (error) {
      if (parents !== true || !lacksDirectory(error) || !body.replayable) throw error;
    }
    await this.#makeParents(path, call);
    return toResult(await this.#calls.empty(request, call));
  }

  /** The body of the answer is unread: read it to the end or destroy it. */
  async get(
    path: string,
    options: CallOptions & ReadConditions & { readonly range?: { readonly start: number; readonly end?: number } | undefined } = {},
  ): Promise<HttpResponse> {
    return this.#calls.send({ ...requests.get('', '', options), path: mantaPath(path) }, options);
  }

  /** Its headers; undefined when there is nothing. */
  async head(path: string, options: CallOptions & ReadConditions = {}): Promise<Readonly<Record<string, string>> | undefined> {
    try {
      return (await this.#calls.empty({ ...requests.head('', '', options), path: mantaPath(path) }, options)).headers;
    } catch (error) {
      if (isCloudError(error, 'not-found')) return undefined;
      throw error;
    }
  }

  /** Absent is success. */
  async delete(path: string, options: CallOptions & Pick<WriteConditions, 'ifMatch'> = {}): Promise<void> {
    const { ifMatch, ...call } = options;
    const request: MantaRequest = { operation: 'DeleteObject', method: 'DELETE', path: mantaPath(path), headers: requests.writeConditions({ ifMatch }) };
    try {
      await this.#calls.empty(request, call);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  /** Replaces all `m-*`, CORS and role-tag headers; the content stays. */
  async putMetadata(path: string, options: Omit<PutMantaOptions, 'length' | 'parents' | 'ifNoneMatch' | 'durabilityLevel'> = {}): Promise<void> {
    const { contentType, cacheControl, contentDisposition, metadata = {}, roleTags, headers = {}, ifMatch, ...call } = options;
    const kept = { ...headers, ...(roleTags === undefined ? {} : { 'Role-Tag': roleTags.join(',') }) };
    const request = requests.putMetadata('', '', { contentType, cacheControl, contentDisposition }, metadata, ifMatch, kept);
    await this.#calls.empty({ ...request, path: mantaPath(path) }, call);
  }

  /** A second name for the same content (snaplink). Manta v1 alone: v2 refuses with `unsupported`. `source` begins behind the account too. */
  async link(path: string, source: string, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty(
      {
        operation: 'PutSnapLink',
        method: 'PUT',
        path: mantaPath(path),
        headers: { 'Content-Type': 'application/json; type=link', Location: `${this.#calls.client.accountPath}${mantaPath(source)}` },
        body: { length: 0, replayable: true, open: () => Readable.from([], { objectMode: false }) },
      },
      options,
    );
  }

  /** An address that works without credentials until it expires, for each of the methods. Default: an hour, GET. */
  async signUrl(
    path: string,
    options: {
      readonly methods?: readonly ('GET' | 'HEAD' | 'PUT' | 'DELETE' | 'OPTIONS' | 'POST')[] | undefined;
      readonly expiresInSeconds?: number | undefined;
    } = {},
  ): Promise<{ readonly url: string; readonly expiresAt: Date }> {
    return this.#signUrl(options.methods ?? ['GET'], `${this.#calls.client.accountPath}${mantaPath(path)}`, options.expiresInSeconds ?? 3_600);
  }

  async #makeParents(path: string, options: CallOptions): Promise<void> {
    const above = parentsOf(path).at(-1);
    if (above !== undefined) await this.#directories.make(above, { ...options, parents: true });
  }
}

function toResult({ headers }: { readonly headers: Readonly<Record<string, string>> }): MantaPutResult {
  return { etag: etagOf(headers), md5: md5Hex(headers['computed-md5']) };
}

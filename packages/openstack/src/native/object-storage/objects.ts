import type { Readable } from 'node:stream';
import {
  asBytes,
  type BodySource,
  bodyOf,
  type CallOptions,
  type ContentHeaders,
  type HttpResponse,
  type List,
  type ReadConditions,
  unexpectedBody,
} from '@portolan/core/driver';
import { discardBody } from '../../discard-body.ts';
import { contentOf, unquoted } from '../../storage/objects/mapping.ts';
import { OBJECT_META } from '../../storage/objects/metadata-headers.ts';
import { objectPath } from '../../storage/objects/paths.ts';
import { conditionHeaders, contentHeaders, emptyBody } from '../../storage/objects/requests.ts';
import { given, type NameRef, nameOf } from '../refs.ts';
import { invalid, type NativeCall, type ServiceCalls } from '../service-calls.ts';
import { pathOf } from './containers.ts';
import { dateOf, type Headers, type Metadata, metaHeaders, metaOf, numberOf } from './header-values.ts';
import { listing, mappedListing, type SwiftListOptions } from './listing.ts';
import type { SwiftObjectRow } from './wire.ts';

export interface ListSwiftObjectsOptions extends SwiftListOptions {
  /** Older versions too, of a container that keeps them. */
  readonly versions?: boolean | undefined;
}

export interface SwiftReadOptions extends CallOptions {
  readonly versionId?: string | undefined;
  /** Ask all replicas and take the newest. */
  readonly newest?: boolean | undefined;
  /** The link itself, not what it points at. */
  readonly symlink?: boolean | undefined;
}

export interface SwiftGetOptions extends SwiftReadOptions, ReadConditions {
  /** Bytes, both ends included; `{ last: 100 }`: the end of it. */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | { readonly last: number } | undefined;
}

export interface SwiftObjectInfo extends ContentHeaders {
  readonly container: string;
  readonly name: string;
  readonly bytes: number;
  /** Without quotes. Of a large object no digest of its content. */
  readonly etag: string | undefined;
  readonly lastModified: Date | undefined;
  readonly deleteAt: Date | undefined;
  readonly versionId: string | undefined;
  /** How it is stored. */
  readonly kind: 'plain' | 'static-large' | 'dynamic-large' | 'symlink';
  /** `container/prefix`, of a dynamic large object. */
  readonly manifest: string | undefined;
  readonly symlinkTarget: string | undefined;
  readonly metadata: Metadata;
  /** The answer's headers. */
  readonly raw: Headers;
}

export interface SwiftContent {
  readonly info: SwiftObjectInfo;
  /** Read it to the end or destroy it. */
  readonly body: Readable;
}

/** When an object goes by itself. */
export interface Expiry {
  readonly deleteAt?: Date | undefined;
  readonly deleteAfterSeconds?: number | undefined;
}

export interface SwiftPutOptions extends CallOptions, ContentHeaders, Expiry {
  readonly metadata?: Metadata | undefined;
  /** MD5 in hex: what arrives otherwise is refused. */
  readonly md5?: string | undefined;
  readonly contentLength?: number | undefined;
  /** Only if there is none of this name. */
  readonly createOnly?: boolean | undefined;
  /** Let Swift guess the content type by the name's ending. */
  readonly detectContentType?: boolean | undefined;
}

export interface SwiftPutResult {
  readonly etag: string | undefined;
  readonly lastModified: Date | undefined;
  readonly versionId: string | undefined;
}

export interface SwiftCopyOptions extends CallOptions, ContentHeaders, Expiry {
  /** Added to the source's, or instead of it with `freshMetadata`. */
  readonly metadata?: Metadata | undefined;
  readonly freshMetadata?: boolean | undefined;
  readonly versionId?: string | undefined;
  /** Account that the copy goes to: `AUTH_8f4c0d`. */
  readonly toAccount?: string | undefined;
  /** The manifest of a large object instead of its content. */
  readonly manifest?: boolean | undefined;
}

/** An object, or where one is to be. */
export interface ObjectPlace {
  readonly container: NameRef;
  readonly name: string;
}

const AS_STORED = { 'Accept-Encoding': 'identity', Accept: '*/*' } as const;

export const objectPathOf = (container: NameRef, name: string): string => objectPath(nameOf(container, 'container'), givenName(name));

// Unlike an id a name may be `.` or `..`.
const givenName = (name: string): string => (name === '.' || name === '..' ? name : given(name, 'object'));

/** Objects, with all that Swift has for them. Large ones: see `largeObjects`; the portable `storage.objects.put` cuts them by itself. */
export class SwiftObjectsNative {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(container: NameRef, options: ListSwiftObjectsOptions = {}): List<SwiftObjectRow> {
    const call = { method: 'GET', path: pathOf(container), operation: 'ListObjects' } as const;
    if (options.versions !== true) return listing<SwiftObjectRow>(this.#calls, call, options);
    return listing<SwiftObjectRow>(this.#calls, call, options, { versions: true }, ({ version_id }) => ({ version_marker: version_id }));
  }

  /** Names of what would be folders, with the slash at their ends. */
  folders(container: NameRef, options: Omit<SwiftListOptions, 'delimiter'> = {}): List<string> {
    const call = { method: 'GET', path: pathOf(container), operation: 'ListFolders' } as const;
    return mappedListing<SwiftObjectRow, string>(this.#calls, call, { ...options, delimiter: '/' }, ({ subdir }) => subdir);
  }

  async head(container: NameRef, name: string, options: SwiftReadOptions & ReadConditions = {}): Promise<SwiftObjectInfo> {
    const { headers } = await this.#calls.empty({ ...readCall('HEAD', container, name, options), operation: 'HeadObject' }, options);
    return infoOf(nameOf(container, 'container'), name, headers);
  }

  async exists(container: NameRef, name: string, options: SwiftReadOptions = {}): Promise<boolean> {
    return (await this.#calls.maybe(() => this.head(container, name, options))) !== undefined;
  }

  /** The bytes as they arrive. */
  async get(container: NameRef, name: string, options: SwiftGetOptions = {}): Promise<SwiftContent> {
    const answer = await this.#calls.send(getCall(container, name, options), options);
    return { info: infoOf(nameOf(container, 'container'), name, answer.headers), body: answer.body };
  }

  /** The bytes in memory, 64 MiB at most. */
  async read(container: NameRef, name: string, options: SwiftGetOptions = {}): Promise<Buffer> {
    return (await this.#calls.read(getCall(container, name, options), options, asBytes())).body;
  }

  /** One object of 5 GiB at most. A stream is sent as it comes, of any length. */
  async put(container: NameRef, name: string, content: BodySource, options: SwiftPutOptions = {}): Promise<SwiftPutResult> {
    const { contentLength, md5, createOnly, detectContentType } = options;
    const body = bodyOf(content, contentLength === undefined ? {} : { length: contentLength });
    let headers: Headers;
    try {
      headers = {
        ...AS_STORED,
        ...contentHeaders(options),
        ...metaHeaders(OBJECT_META, options.metadata ?? {}),
        ...expiryHeaders(options),
        ...(md5 === undefined ? {} : { ETag: md5 }),
        ...(createOnly === true ? { 'If-None-Match': '*' } : {}),
        ...(detectContentType === true ? { 'X-Detect-Content-Type': 'true' } : {}),
      };
    } catch (error) {
      discardBody(body);
      throw error;
    }
    const expectContinue = !body.replayable || body.length === undefined || body.length > 1024 * 1024;
    return putResult(
      await this.#calls.empty({ method: 'PUT', path: objectPathOf(container, name), headers, body, expectContinue, operation: 'PutObject' }, options),
    );
  }

  /** Inside Swift, 5 GiB at most (a large object's manifest: `manifest`). */
  async copy(from: ObjectPlace, to: ObjectPlace, options: SwiftCopyOptions = {}): Promise<SwiftPutResult> {
    const { versionId, toAccount, freshMetadata, manifest } = options;
    // COPY names the source in its address, which is where a version can be named; proxies that refuse the method are rare by now.
    const destination = objectPathOf(to.container, to.name);
    const answer = await this.#calls.empty(
      {
        method: 'COPY',
        path: objectPathOf(from.container, from.name),
        query: { 'version-id': versionId, 'multipart-manifest': manifest === true ? 'get' : undefined },
        headers: {
          ...AS_STORED,
          Destination: destination.slice(1),
          ...(toAccount === undefined ? {} : { 'Destination-Account': toAccount }),
          ...contentHeaders(options),
          ...metaHeaders(OBJECT_META, options.metadata ?? {}),
          ...expiryHeaders(options),
          ...(freshMetadata === true ? { 'X-Fresh-Metadata': 'true' } : {}),
        },
        idempotent: true,
        operation: 'CopyObject',
      },
      options,
    );
    return putResult(answer);
  }

  /** A copy, and then the source is deleted: between the two there are both. */
  async move(from: ObjectPlace, to: ObjectPlace, options: SwiftCopyOptions = {}): Promise<SwiftPutResult> {
    if (objectPathOf(from.container, from.name) === objectPathOf(to.container, to.name)) throw invalid('move: the source is the destination');
    const result = await this.copy(from, to, options);
    await this.delete(from.container, from.name, { signal: options.signal });
    return result;
  }

  /** Absent is success. Segments of a large object stay: see `largeObjects.delete`. */
  async delete(container: NameRef, name: string, options: CallOptions & { readonly versionId?: string | undefined } = {}): Promise<void> {
    const query = { 'version-id': options.versionId };
    await this.#calls.empty({ method: 'DELETE', path: objectPathOf(container, name), query, accept: [404], operation: 'DeleteObject' }, options);
  }

  /**
   * These and no others. Swift drops content headers and the expiry with the old metadata, so they are read and said again;
   * `deleteAt` and content headers that are given here are changed with it.
   */
  async setMetadata(container: NameRef, name: string, metadata: Metadata, options: CallOptions & ContentHeaders & Expiry = {}): Promise<void> {
    await this.#rewrite(container, name, () => metadata, options);
  }

  /** These, and those that are there: read, then written. Of two writers at once one may lose. */
  async updateMetadata(container: NameRef, name: string, metadata: Metadata, options: CallOptions & ContentHeaders & Expiry = {}): Promise<void> {
    await this.#rewrite(container, name, (there) => ({ ...there, ...metadata }), options);
  }

  /** These names; all without names. */
  async deleteMetadata(container: NameRef, name: string, names?: readonly string[], options: CallOptions = {}): Promise<void> {
    const gone = new Set(names?.map((one) => one.toLowerCase()));
    await this.#rewrite(
      container,
      name,
      (there) => (names === undefined ? {} : Object.fromEntries(Object.entries(there).filter(([one]) => !gone.has(one)))),
      options,
    );
  }

  /** When it goes; `null`: never. */
  async expire(container: NameRef, name: string, when: Expiry | null, options: CallOptions = {}): Promise<void> {
    await this.#rewrite(container, name, (there) => there, { ...options, ...when }, when === null);
  }

  async setContentType(container: NameRef, name: string, contentType: string, options: CallOptions = {}): Promise<void> {
    await this.#rewrite(container, name, (there) => there, { ...options, contentType });
  }

  /** An object that stands for another. `etag`: only for as long as that one is this. */
  async link(
    container: NameRef,
    name: string,
    target: ObjectPlace,
    options: SwiftPutOptions & { readonly etag?: string | undefined; readonly account?: string | undefined } = {},
  ): Promise<SwiftPutResult> {
    const { etag, account } = options;
    const headers = {
      ...AS_STORED,
      'Content-Type': 'application/symlink',
      ...contentHeaders(options),
      ...metaHeaders(OBJECT_META, options.metadata ?? {}),
      'X-Symlink-Target': objectPathOf(target.container, target.name).slice(1),
      ...(etag === undefined ? {} : { 'X-Symlink-Target-Etag': etag }),
      ...(account === undefined ? {} : { 'X-Symlink-Target-Account': account }),
    };
    return putResult(
      await this.#calls.empty({ method: 'PUT', path: objectPathOf(container, name), headers, body: emptyBody, operation: 'PutSymlink' }, options),
    );
  }

  /** Makes an older version the current one. */
  async restore(container: NameRef, name: string, versionId: string, options: CallOptions = {}): Promise<SwiftPutResult> {
    const query = { 'version-id': versionId };
    return putResult(
      await this.#calls.empty({ method: 'PUT', path: objectPathOf(container, name), query, body: emptyBody, operation: 'RestoreVersion' }, options),
    );
  }

  async #rewrite(
    container: NameRef,
    name: string,
    metadata: (there: Metadata) => Metadata,
    change: CallOptions & ContentHeaders & Expiry,
    neverExpires: boolean = false,
  ): Promise<void> {
    const { headers } = await this.#calls.empty({ ...readCall('HEAD', container, name, {}), operation: 'HeadObject' }, change);
    const there = infoOf(nameOf(container, 'container'), name, headers);
    const expiry = expiryHeaders(change);
    const kept = there.deleteAt === undefined || neverExpires || Object.keys(expiry).length > 0 ? {} : expiryHeaders({ deleteAt: there.deleteAt });
    await this.#calls.empty(
      {
        method: 'POST',
        path: objectPathOf(container, name),
        headers: {
          ...AS_STORED,
          ...contentHeaders({ ...contentOf(headers), ...definedContent(change) }),
          ...metaHeaders(OBJECT_META, metadata(there.metadata)),
          ...kept,
          ...expiry,
          // What makes it a dynamic large object is dropped too.
          ...(there.manifest === undefined ? {} : { 'X-Object-Manifest': headers['x-object-manifest'] ?? '' }),
        },
        idempotent: true,
        operation: 'PostObject',
      },
      change,
    );
  }
}

const definedContent = (from: ContentHeaders): ContentHeaders => {
  const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage } = from;
  const all = { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

function readCall(method: 'GET' | 'HEAD', container: NameRef, name: string, options: SwiftReadOptions & ReadConditions): Omit<NativeCall, 'operation'> {
  const { versionId, newest, symlink } = options;
  return {
    method,
    path: objectPathOf(container, name),
    query: { 'version-id': versionId, symlink: symlink === true ? 'get' : undefined },
    headers: { ...AS_STORED, ...conditionHeaders(options), ...(newest === true ? { 'X-Newest': 'true' } : {}) },
  };
}

function getCall(container: NameRef, name: string, options: SwiftGetOptions): NativeCall {
  const call = readCall('GET', container, name, options);
  const { range } = options;
  const bytes = range === undefined ? undefined : 'last' in range ? `bytes=-${range.last}` : `bytes=${range.start}-${range.end ?? ''}`;
  return { ...call, headers: { ...call.headers, ...(bytes === undefined ? {} : { Range: bytes }) }, operation: 'GetObject' };
}

function expiryHeaders({ deleteAt, deleteAfterSeconds }: Expiry): Record<string, string> {
  if (deleteAt !== undefined && deleteAfterSeconds !== undefined) throw invalid('deleteAt and deleteAfterSeconds: give one of them');
  if (deleteAfterSeconds !== undefined) return { 'X-Delete-After': String(deleteAfterSeconds) };
  return deleteAt === undefined ? {} : { 'X-Delete-At': String(Math.ceil(deleteAt.getTime() / 1000)) };
}

function putResult({ headers }: Pick<HttpResponse, 'headers'>): SwiftPutResult {
  return { etag: unquoted(headers['etag']), lastModified: dateOf(headers['last-modified']), versionId: headers['x-object-version-id'] };
}

export function infoOf(container: string, name: string, headers: Headers): SwiftObjectInfo {
  const length = numberOf(headers, 'content-length');
  const total = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  if (length === undefined && total === undefined && headers['etag'] === undefined) throw unexpectedBody('it is no object: neither length nor etag');
  const manifest = headers['x-object-manifest'];
  const symlinkTarget = headers['x-symlink-target'];
  return {
    container,
    name,
    bytes: Number(total ?? length ?? 0),
    etag: unquoted(headers['etag']),
    lastModified: dateOf(headers['last-modified']),
    deleteAt: dateOf(headers['x-delete-at']),
    versionId: headers['x-object-version-id'],
    kind:
      symlinkTarget !== undefined
        ? 'symlink'
        : /^true$/i.test(headers['x-static-large-object'] ?? '')
          ? 'static-large'
          : manifest !== undefined
            ? 'dynamic-large'
            : 'plain',
    manifest,
    symlinkTarget,
    ...contentOf(headers),
    metadata: metaOf(OBJECT_META, headers),
    raw: headers,
  };
}

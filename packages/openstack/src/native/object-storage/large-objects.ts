import { asJson, asText, type CallOptions, type ContentHeaders, type List, parseJson, unexpectedBody } from '@portolan/core/driver';
import { statusError } from '../../errors.ts';
import { unquoted } from '../../storage/objects/mapping.ts';
import { OBJECT_META } from '../../storage/objects/metadata-headers.ts';
import { containerPath } from '../../storage/objects/paths.ts';
import { contentHeaders, emptyBody } from '../../storage/objects/requests.ts';
import type { BulkWire } from '../../storage/objects/wire.ts';
import { type NameRef, nameOf } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type Metadata, metaHeaders } from './header-values.ts';
import { listing } from './listing.ts';
import { infoOf, objectPathOf } from './objects.ts';
import type { SloSegment, SloSegmentRow, SwiftObjectRow } from './wire.ts';

export interface ManifestOptions extends CallOptions, ContentHeaders {
  readonly metadata?: Metadata | undefined;
  /** Only if there is none of this name. */
  readonly createOnly?: boolean | undefined;
}

/**
 * Objects made of others. Static ones name each segment with its digest and size, and are whole from the moment they appear; dynamic ones
 * are whatever a prefix lists at the time they are read.
 */
export class SwiftLargeObjects {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  /** A static one, of segments that are there: at most 1000 on most clouds. Returns its etag, which is no digest of the content. */
  async putStatic(container: NameRef, name: string, segments: readonly SloSegment[], options: ManifestOptions = {}): Promise<string | undefined> {
    const call = {
      method: 'PUT',
      path: objectPathOf(container, name),
      // Swift looks at every segment first, and sends blanks meanwhile; the true status is in the body then.
      query: { 'multipart-manifest': 'put', heartbeat: 'on' },
      headers: { Accept: 'application/json', ...manifestHeaders(options) },
      json: segments,
      operation: 'PutManifest',
    } as const;
    return this.#calls.within(call, options, async () => {
      const { status, headers, body } = await this.#calls.read(call, options, asText());
      if (status !== 202) return unquoted(headers['etag']);
      const report = parseJson(body.trim(), { status, contentType: headers['content-type'] }) as BulkWire;
      const said = report?.['Response Status'];
      if (typeof said !== 'string') throw unexpectedBody('it is no report of an upload', { status });
      if (/^2/.test(said)) return unquoted(report.Etag);
      const problems = (report.Errors ?? []).map(([path, problem]) => `${path}: ${problem}`).join('; ');
      const texts = [report['Response Body'] ?? '', problems].filter((text) => text !== '');
      throw statusError(said, 'object-store', texts.join(' '), options.createOnly === true);
    });
  }

  /** What a static one is made of. */
  async manifest(container: NameRef, name: string, options: CallOptions = {}): Promise<readonly SloSegmentRow[]> {
    const query = { 'multipart-manifest': 'get' };
    const call = { method: 'GET', path: objectPathOf(container, name), query, operation: 'GetManifest' } as const;
    const { body, headers } = await this.#calls.read(call, options, asJson<readonly SloSegmentRow[]>());
    if (/^true$/i.test(headers['x-static-large-object'] ?? '') && Array.isArray(body)) return body;
    throw unexpectedBody('the object is no static large object').inContext(this.#calls.contextOf(call));
  }

  /** The object and its segments; a plain one, too. Absent is success. `async`: Swift deletes the segments later. */
  async delete(container: NameRef, name: string, options: CallOptions & { readonly async?: boolean | undefined } = {}): Promise<void> {
    const info = await this.#calls.maybe(async () => {
      const { headers } = await this.#calls.empty({ method: 'HEAD', path: objectPathOf(container, name), operation: 'HeadObject' }, options);
      return infoOf(nameOf(container, 'container'), name, headers);
    });
    if (info === undefined) return;
    const path = objectPathOf(container, name);
    if (info.kind === 'dynamic-large') {
      for await (const { container: from, name: segment } of this.segments(container, name, options))
        await this.#calls.empty({ method: 'DELETE', path: objectPathOf(from, segment), accept: [404], operation: 'DeleteSegment' }, options);
    }
    if (info.kind !== 'static-large') {
      await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteObject' }, options);
      return;
    }
    const query = { 'multipart-manifest': 'delete', async: options.async === true ? 'yes' : undefined };
    const call = { method: 'DELETE', path, query, operation: 'DeleteLargeObject' } as const;
    await this.#calls.within(call, options, async () => {
      const { body, status, headers } = await this.#calls.read(call, options, asText());
      if (status === 204) return;
      const report = parseJson(body.trim(), { status, contentType: headers['content-type'] }) as BulkWire;
      const said = report?.['Response Status'] ?? '';
      const failed = (report?.Errors ?? []).map(([at, problem]) => `${at}: ${problem}`).join('; ');
      if (failed !== '' || !/^(2|404)/.test(said)) throw statusError(failed === '' ? said : (report.Errors?.[0]?.[1] ?? said), 'object-store', failed);
    });
  }

  /** A dynamic one: everything that begins with `prefix` in another (or the same) container, in the order of names. */
  async putDynamic(
    container: NameRef,
    name: string,
    segments: { readonly container: NameRef; readonly prefix: string },
    options: ManifestOptions = {},
  ): Promise<void> {
    const manifest = objectPathOf(segments.container, segments.prefix).slice(1);
    const headers = { ...manifestHeaders(options), 'X-Object-Manifest': manifest };
    const call = { method: 'PUT', path: objectPathOf(container, name), headers, body: emptyBody, operation: 'PutDynamicManifest' } as const;
    await this.#calls.empty(call, options);
  }

  /** The segments of a large object of either kind, in order. */
  segments(container: NameRef, name: string, options: CallOptions = {}): List<SwiftSegment> {
    const call = { method: 'HEAD', path: objectPathOf(container, name), operation: 'ListSegments' } as const;
    return this.#calls.pages<SwiftSegment>(call, options, async () => {
      const { headers } = await this.#calls.empty(call, options);
      const { manifest, kind } = infoOf(nameOf(container, 'container'), name, headers);
      if (kind === 'static-large') return { items: (await this.manifest(container, name, options)).flatMap(ofSlo) };
      if (manifest === undefined) return { items: [] };
      const [from = '', ...rest] = manifest.replace(/^\//, '').split('/').map(decoded);
      const rows = listing<SwiftObjectRow>(
        this.#calls,
        { method: 'GET', path: containerPath(from), operation: 'ListSegments' },
        { ...options, prefix: rest.join('/') },
      );
      const items: SwiftSegment[] = [];
      for await (const row of rows) {
        if (row.name !== undefined) items.push({ container: from, name: row.name, bytes: row.bytes ?? 0, etag: row.hash });
      }
      return { items };
    });
  }
}

/** A part of a large object, which is an object itself. */
export interface SwiftSegment {
  readonly container: string;
  readonly name: string;
  readonly bytes: number;
  readonly etag: string | undefined;
}

function ofSlo({ name, bytes = 0, hash }: SloSegmentRow): SwiftSegment[] {
  const [, container = '', ...rest] = (name ?? '').split('/');
  return rest.length === 0 ? [] : [{ container, name: rest.join('/'), bytes, etag: hash }];
}

const manifestHeaders = (options: ManifestOptions): Record<string, string> => ({
  ...contentHeaders(options),
  ...metaHeaders(OBJECT_META, options.metadata ?? {}),
  ...(options.createOnly === true ? { 'If-None-Match': '*' } : {}),
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

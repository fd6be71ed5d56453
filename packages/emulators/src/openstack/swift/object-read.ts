import { createHash, randomBytes } from 'node:crypto';
import { drained } from '../../kit/drained.ts';
import { type Answer, Refusal } from '../answer.ts';
import { pythonJson } from '../python-json.ts';
import { type ByteRange, parseRanges, sliceChunks } from './byte-ranges.ts';
import { lowerBound } from './key-index.ts';
import { manifestRow } from './slo-manifest.ts';
import { findAccount, HTML, httpDate, objectHeaders, type SwiftCall, statusPage, swiftTimestamp } from './swift-call.ts';
import { type Container, liveObject, type SloSegment, type StoredObject } from './swift-store.ts';

/** An object as a reader sees it: a large object's pieces in a row, under the manifest's name. */
export interface Readable {
  readonly object: StoredObject;
  readonly size: number;
  /** As sent: unquoted MD5 for plain objects, quoted for large ones. */
  readonly etag: string;
  readonly contentType: string;
  readonly chunks: () => readonly Buffer[];
  readonly extra: Readonly<Record<string, string>>;
  /** Several ranges at once are not served: the whole is. */
  readonly oneRange?: true;
}

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex');

export function readableOf(call: SwiftCall, object: StoredObject): Readable {
  const manifest = call.query.get('multipart-manifest');
  if (object.slo !== undefined) return sloReadable(call, object, object.slo, manifest);
  const prefix = object.headers.get('X-Object-Manifest');
  if (prefix !== undefined && manifest !== 'get') return dloReadable(call, object, prefix);
  return { object, size: object.size, etag: object.etag, contentType: object.contentType, chunks: () => object.chunks, extra: {} };
}

function sloReadable(call: SwiftCall, object: StoredObject, slo: NonNullable<StoredObject['slo']>, manifest: string | undefined): Readable {
  const flag = { 'X-Static-Large-Object': 'True' };
  if (manifest === 'get') {
    const raw = call.query.get('format') === 'raw';
    const body = Buffer.from(raw ? rawManifest(slo.segments) : pythonJson(slo.segments.map(manifestRow)));
    // The stored manifest's digest for the plain form, the digest of what is sent for the raw one.
    const etag = raw ? md5(body) : object.etag;
    const contentType = raw ? object.contentType : 'application/json; charset=utf-8';
    return { object, size: body.length, etag, contentType, chunks: () => [body], extra: flag };
  }
  return {
    object,
    size: slo.size,
    etag: `"${slo.etag}"`,
    contentType: object.contentType,
    chunks: () => slo.segments.flatMap((segment) => segmentChunks(call, segment)),
    extra: { ...flag, 'X-Manifest-Etag': object.etag },
  };
}

const rawManifest = (segments: NonNullable<StoredObject['slo']>['segments']): string =>
  pythonJson(
    segments.map((segment) =>
      segment.data === undefined ? { etag: segment.hash, path: segment.path, range: segment.range, size_bytes: segment.bytes } : { data: segment.data },
    ),
  );

function segmentChunks(call: SwiftCall, { path, range, data }: SloSegment): Buffer[] {
  if (data !== undefined) return [Buffer.from(data, 'base64')];
  const [, container = '', ...rest] = path.split('/');
  const object = liveObject(findAccount(call)?.containers.get(container), rest.join('/'), call.now);
  // A segment that went away breaks the download in the middle, as in Swift.
  if (object === undefined) throw new Refusal({ status: 409, headers: { 'Content-Type': HTML }, body: statusPage(409) });
  const readable = object.slo === undefined ? object.chunks : object.slo.segments.flatMap((inner) => segmentChunks(call, inner));
  if (range === undefined) return [...readable];
  const [first = 0, last = 0] = range.split('-').map(Number);
  return [...sliceChunks(readable, { first, last })];
}

/** All objects of the prefix, in listing order, as they are now. */
function dloReadable(call: SwiftCall, object: StoredObject, manifest: string): Readable {
  const slash = manifest.indexOf('/');
  const container = findAccount(call)?.containers.get(decodeURIComponent(manifest.slice(0, slash)));
  const prefix = decodeURIComponent(manifest.slice(slash + 1));
  if (container === undefined) throw new Refusal({ status: 404, headers: { 'Content-Type': HTML }, body: statusPage(404) });
  const parts = withPrefix(container, prefix, call.now);
  return {
    object,
    size: parts.reduce((total, part) => total + part.size, 0),
    etag: `"${md5(parts.map((part) => part.etag).join(''))}"`,
    contentType: object.contentType,
    chunks: () => parts.flatMap((part) => part.chunks),
    extra: {},
    oneRange: true,
  };
}

function withPrefix(container: Container, prefix: string, now: number): StoredObject[] {
  const keys = container.keys.sorted();
  const found: StoredObject[] = [];
  for (let index = lowerBound(keys, prefix, false); index < keys.length && (keys[index] ?? '').startsWith(prefix); index += 1) {
    const object = liveObject(container, keys[index] ?? '', now);
    if (object !== undefined) found.push(object);
  }
  return found;
}

const etags = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));

/** 304 or 412 when a condition says so; undefined to go on. Quotes around etags make no difference. */
export function failedCondition(call: SwiftCall, readable: Readable): 304 | 412 | undefined {
  const own = readable.etag.replaceAll('"', '');
  const { request } = call;
  const ifMatch = request.header('if-match');
  if (ifMatch !== undefined && ifMatch !== '*' && !etags(ifMatch).includes(own)) return 412;
  const ifNoneMatch = request.header('if-none-match');
  if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || etags(ifNoneMatch).includes(own))) return 304;
  const modified = Math.ceil(readable.object.timestamp / 1000) * 1000;
  const unmodifiedSince = Date.parse(request.header('if-unmodified-since') ?? '');
  if (!Number.isNaN(unmodifiedSince) && modified > unmodifiedSince) return 412;
  const modifiedSince = Date.parse(request.header('if-modified-since') ?? '');
  return ifNoneMatch === undefined && !Number.isNaN(modifiedSince) && modified <= modifiedSince ? 304 : undefined;
}

function readableHeaders(readable: Readable): Record<string, string> {
  const { object } = readable;
  return {
    'Content-Type': readable.contentType,
    ...objectHeaders(object),
    ...readable.extra,
    ...(object.deleteAt === undefined ? {} : { 'X-Delete-At': String(object.deleteAt) }),
    Etag: readable.etag,
    'Last-Modified': httpDate(object.timestamp),
    'X-Timestamp': swiftTimestamp(object.timestamp),
  };
}

/** What a copy says when its source may not be read so: the same as a reader is told. */
export function conditionAnswer(status: 304 | 412, readable: Readable): Answer {
  const headers = readableHeaders(readable);
  return status === 412 ? { status, headers: { ...headers, 'Content-Type': HTML } } : { status, headers };
}

export const unsatisfiable = (readable: Readable): Answer => ({
  status: 416,
  headers: { ...readableHeaders(readable), 'Accept-Ranges': 'bytes', 'Content-Range': `bytes */${readable.size}` },
  body: statusPage(416),
});

/** `status`: of a page that stands for something else, which takes neither conditions nor ranges. */
export async function readObject(
  call: SwiftCall,
  object: StoredObject,
  status: number = 200,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer | 'streamed'> {
  const readable = readableOf(call, object);
  const headers: Record<string, string> = { ...readableHeaders(readable), ...more };
  const whole = [{ first: 0, last: readable.size - 1 }];
  if (status !== 200) return stream(call, status, { ...headers, 'Accept-Ranges': 'bytes', 'Content-Length': String(readable.size) }, readable, whole);
  const failed = failedCondition(call, readable);
  if (failed === 412) return { status: 412, headers: { ...headers, 'Content-Type': HTML } };
  headers['Accept-Ranges'] = 'bytes';
  if (failed === 304) return { status: 304, headers };
  // A HEAD has no ranges, and neither does one of several over the parts of a dynamic large object.
  const asked = call.request.method === 'HEAD' ? undefined : parseRanges(call.request.header('range'), readable.size);
  const ranges = readable.oneRange === true && asked !== undefined && asked.length > 1 ? undefined : asked;
  if (ranges === undefined) {
    return stream(call, 200, { ...headers, 'Content-Length': String(readable.size) }, readable, whole);
  }
  const [range] = ranges;
  if (range === undefined) {
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${readable.size}` }, body: statusPage(416) };
  }
  if (ranges.length === 1) {
    const length = String(range.last - range.first + 1);
    return stream(
      call,
      206,
      { ...headers, 'Content-Range': `bytes ${range.first}-${range.last}/${readable.size}`, 'Content-Length': length },
      readable,
      ranges,
    );
  }
  return multipart(headers, readable, ranges);
}

/** Several ranges in one answer, each with its own small head. */
function multipart(headers: Readonly<Record<string, string>>, readable: Readable, ranges: readonly ByteRange[]): Answer {
  const boundary = randomBytes(16).toString('hex');
  const chunks = readable.chunks();
  const parts = ranges.flatMap((range) => [
    Buffer.from(`--${boundary}\r\nContent-Type: ${readable.contentType}\r\nContent-Range: bytes ${range.first}-${range.last}/${readable.size}\r\n\r\n`),
    ...sliceChunks(chunks, range),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--`)]);
  return { status: 206, headers: { ...headers, 'Content-Type': `multipart/byteranges;boundary=${boundary}` }, body };
}

async function stream(
  call: SwiftCall,
  status: number,
  headers: Readonly<Record<string, string>>,
  readable: Readable,
  ranges: readonly ByteRange[],
): Promise<'streamed'> {
  const { response } = call;
  const chunks = call.request.method === 'HEAD' ? [] : readable.chunks();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  for (const range of ranges) {
    for (const chunk of sliceChunks(chunks, range)) {
      if (response.write(chunk) || response.destroyed) continue;
      await drained(response);
    }
  }
  response.end();
  return 'streamed';
}

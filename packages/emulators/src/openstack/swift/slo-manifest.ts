import { createHash } from 'node:crypto';
import { type Answer, empty } from '../answer.ts';
import { pythonJson } from '../python-json.ts';
import { isObject, type JsonObject, textOf } from '../values.ts';
import { parseRanges } from './byte-ranges.ts';
import { contentTypeFor } from './content-types.ts';
import { findAccount, HTML, httpDate, refuse, refuseWith, type SwiftCall } from './swift-call.ts';
import { deleteAtOf, metadataOf, objectSettings } from './swift-metadata.ts';
import { type Container, liveObject, type SloSegment, type StoredObject } from './swift-store.ts';

const MAX_SEGMENTS = 1000;
const MAX_MANIFEST = 8 * 1024 * 1024;
const KNOWN = new Set(['path', 'etag', 'size_bytes', 'range', 'data']);

/** `PUT ?multipart-manifest=put`: every segment is looked at, then the manifest is the object. */
export async function putManifest(
  call: SwiftCall,
  container: Container,
  name: string,
  store: (call: SwiftCall, container: string, object: StoredObject) => Record<string, string>,
): Promise<Answer> {
  const { request } = call;
  if (request.header('expect')?.toLowerCase() === '100-continue') call.response.writeContinue();
  const body = await request.body();
  if (body.length > MAX_MANIFEST) throw refuse(413);
  const rows = parse(body);
  if (rows.length > MAX_SEGMENTS) throw refuseWith(413, `Number of segments must be <= ${MAX_SEGMENTS}`);
  const problems: Problem[] = [];
  const self = `/${container.name}/${name}`;
  const own = rows.flatMap((row, index) => (pathOf(row) === self ? [`Index ${index}: manifest must not include itself as a segment\n`] : []));
  if (own.length > 0) throw refuseWith(400, own.join(''), 'text/plain');
  const segments = rows.map((row) => (row['data'] === undefined ? checkSegment(call, row, problems) : inlineSegment(row)));
  if (problems.length > 0) return failureReport(call, problems);
  const found = segments.filter((segment) => segment !== undefined);
  const etag = sloEtag(found);
  const wanted = request.header('etag')?.replaceAll('"', '').toLowerCase();
  if (wanted !== undefined && wanted !== '' && wanted !== etag) throw refuse(422);
  const stored = Buffer.from(pythonJson(found.map(manifestRow)));
  const metadata = [...metadataOf(request, 'Object')].filter(([, value]) => value !== '');
  const type = request.header('content-type');
  const object: StoredObject = {
    name,
    chunks: [stored],
    size: stored.length,
    etag: createHash('md5').update(stored).digest('hex'),
    contentType: type === undefined || type === '' ? contentTypeFor(name) : type,
    headers: new Map([...objectSettings(request), ...metadata]),
    timestamp: call.region.objects.tick(call.cloud.clock.now()),
    deleteAt: deleteAtOf(request, call.now),
    slo: { segments: found, etag, size: found.reduce((total, segment) => total + lengthOf(segment), 0) },
  };
  const version = store(call, container.name, object);
  const lastModified = httpDate(object.timestamp);
  if (call.query.get('heartbeat') === 'on') {
    return heartbeat(call, [
      ['Response Status', '201 Created'],
      ['Etag', `"${etag}"`],
      ['Last Modified', lastModified],
      ['Response Body', ''],
      ['Errors', []],
    ]);
  }
  return empty(201, { 'Content-Type': HTML, Etag: `"${etag}"`, 'Last-Modified': lastModified, ...version });
}

type Problem = readonly [path: string, reason: string];

const wantsJson = (call: SwiftCall): boolean => /application\/json/i.test(call.request.header('accept') ?? '');

/** Blanks while it works, then the truth in the body: the status line says nothing. */
function heartbeat(call: SwiftCall, report: readonly (readonly [name: string, value: string | readonly Problem[]])[]): Answer {
  const json = wantsJson(call);
  // The text form is sorted by name, the JSON form is not.
  const texts = report.filter(([, value]) => typeof value === 'string').map(([name, value]) => `${name}: ${String(value)}\n`);
  const errors = report.flatMap(([, value]) => (typeof value === 'string' ? [] : value.map(([path, reason]) => `${path}, ${reason}\n`)));
  const body = json ? pythonJson(Object.fromEntries(report)) : `${texts.sort().join('')}Errors:\n${errors.join('')}`;
  return { status: 202, headers: { 'Content-Type': json ? 'application/json' : 'text/plain', 'Transfer-Encoding': 'chunked' }, body: ` \r\n\r\n${body}` };
}

function failureReport(call: SwiftCall, problems: readonly Problem[]): Answer {
  if (call.query.get('heartbeat') === 'on') {
    const text = 'Bad Request\nThe server could not comply with the request since it is either malformed or otherwise incorrect.';
    return heartbeat(call, [
      ['Response Status', '400 Bad Request'],
      ['Response Body', text],
      ['Errors', problems],
    ]);
  }
  if (wantsJson(call)) return { status: 400, headers: { 'Content-Type': 'application/json' }, body: pythonJson({ Errors: problems }) };
  return { status: 400, headers: { 'Content-Type': 'text/plain' }, body: `Errors:\n${problems.map(([path, reason]) => `${path}, ${reason}\n`).join('')}` };
}

const lengthOf = (segment: SloSegment): number => {
  if (segment.range === undefined) return segment.bytes;
  const [first = 0, last = 0] = segment.range.split('-').map(Number);
  return last - first + 1;
};

/** MD5 over the segments' etags; `:first-last;` follows one that is used in part. */
export function sloEtag(segments: readonly Pick<SloSegment, 'hash' | 'range'>[]): string {
  const text = segments.map((segment) => (segment.range === undefined ? segment.hash : `${segment.hash}:${segment.range};`)).join('');
  return createHash('md5').update(text).digest('hex');
}

function parse(body: Buffer): JsonObject[] {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw refuseWith(400, 'Manifest must be valid JSON.\n');
  }
  if (!Array.isArray(value)) throw refuseWith(400, 'Manifest must be a list.\n');
  const problems: string[] = [];
  const rows = value.map((row: unknown, index) => {
    if (!isObject(row)) {
      problems.push(`Index ${index}: not a JSON object`);
      return {};
    }
    const extra = Object.keys(row).filter((key) => !KNOWN.has(key));
    if (extra.length > 0) problems.push(`Index ${index}: extraneous keys ${extra.map((key) => `"${key}"`).join(', ')}`);
    if (row['data'] !== undefined) {
      checkInline(row, index, problems);
      return row;
    }
    if (row['path'] === undefined) problems.push(`Index ${index}: missing keys "path"`);
    else if (!/^\/*[^/]+\/.+/.test(textOf(row['path'])))
      problems.push(`Index ${index}: path does not refer to an object. Path must be of the form /container/object.`);
    const { range, size_bytes: size } = row;
    if (range !== undefined && range !== null && parseRanges(`bytes=${textOf(range)}`, Number.MAX_SAFE_INTEGER) === undefined)
      problems.push(`Index ${index}: invalid range`);
    if (size !== undefined && size !== null && !/^\d+$/.test(textOf(size))) problems.push(`Index ${index}: invalid size_bytes`);
    return row;
  });
  if (problems.length > 0) throw refuseWith(400, `${problems.join('\n')}\n`, 'text/plain');
  return rows;
}

/** As a manifest is kept, and shown. */
export const manifestRow = (segment: SloSegment): JsonObject =>
  segment.data === undefined
    ? {
        name: segment.path,
        bytes: segment.bytes,
        hash: segment.hash,
        content_type: segment.contentType,
        last_modified: segment.lastModified,
        range: segment.range,
        sub_slo: segment.nested,
      }
    : { data: segment.data };

const pathOf = (row: JsonObject): string => `/${textOf(row['path'] ?? '').replace(/^\/+/, '')}`;

/** Bytes that stand in the manifest itself: nothing but them, and some. */
function checkInline(row: JsonObject, index: number, problems: string[]): void {
  const extra = Object.keys(row).filter((key) => key !== 'data');
  if (extra.length > 0) problems.push(`Index ${index}: extraneous keys ${extra.map((key) => `"${key}"`).join(', ')}`);
  const data = textOf(row['data']);
  const bytes = Buffer.from(data, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== data.replaceAll(/[\s=]/g, '')) problems.push(`Index ${index}: data must be valid base64`);
  else if (bytes.length === 0) problems.push(`Index ${index}: too small; each segment must be at least 1 byte (counting null bytes)`);
}

function inlineSegment(row: JsonObject): SloSegment {
  const bytes = Buffer.from(textOf(row['data']), 'base64');
  const hash = createHash('md5').update(bytes).digest('hex');
  return { path: '', data: bytes.toString('base64'), hash, bytes: bytes.length, contentType: '', lastModified: '', range: undefined };
}

function checkSegment(call: SwiftCall, row: JsonObject, problems: Problem[]): SloSegment | undefined {
  const path = `/${textOf(row['path']).replace(/^\/+/, '')}`;
  const [, containerName = '', ...rest] = path.split('/');
  const shown = path.split('/').map(encodeURIComponent).join('/');
  const object = liveObject(findAccount(call)?.containers.get(containerName), rest.join('/'), call.now);
  if (object === undefined) {
    problems.push([shown, '404 Not Found']);
    return undefined;
  }
  const size = object.slo?.size ?? object.size;
  const etag = object.slo?.etag ?? object.etag;
  const before = problems.length;
  if (row['size_bytes'] !== undefined && row['size_bytes'] !== null && Number(row['size_bytes']) !== size) problems.push([shown, 'Size Mismatch']);
  const wanted = typeof row['etag'] === 'string' ? row['etag'].replaceAll('"', '') : undefined;
  if (wanted !== undefined && wanted !== '' && wanted !== etag) problems.push([shown, 'Etag Mismatch']);
  const range = typeof row['range'] === 'string' ? absoluteRange(row['range'], size) : undefined;
  if (range === 'unsatisfiable') problems.push([shown, 'Unsatisfiable Range']);
  if (size < 1) problems.push([shown, 'Too Small; each segment must be at least 1 byte.']);
  if (problems.length > before) return undefined;
  // The segment's own date, without its fraction: Swift takes it from Last-Modified.
  const lastModified = `${new Date(Math.ceil(object.timestamp / 1000) * 1000).toISOString().slice(0, 19)}.000000`;
  const nested = object.slo === undefined ? {} : { nested: true as const };
  return { path, hash: etag, bytes: size, contentType: object.contentType, lastModified, range: range === 'unsatisfiable' ? undefined : range, ...nested };
}

/** Suffix and open ranges become `first-last`; one that spans everything is dropped. */
function absoluteRange(text: string, size: number): string | undefined {
  const [range] = parseRanges(`bytes=${text}`, size) ?? [];
  if (range === undefined) return 'unsatisfiable';
  return range.first === 0 && range.last === size - 1 ? undefined : `${range.first}-${range.last}`;
}

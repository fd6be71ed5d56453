import { reply } from '../../kit/exchange.ts';
import { readRoleTags } from './authorize.ts';
import { isRoot, type MantaCall } from './call.ts';
import { checkConditions, isConditional } from './conditions.ts';
import { parentDirectory } from './directories.ts';
import { concurrentRequest, directoryDoesNotExist, directoryOperation, invalidUpdate, MantaError, resourceNotFound, rootDirectory } from './manta-error.ts';
import { announcedSize, receive } from './receive.ts';
import { accepts, contentDisposition, contentType, storedHeaders } from './stored-headers.ts';
import { DirectoryEntry, newEtag, type ObjectEntry } from './tree.ts';

const FIXED = ['content-length', 'content-md5', 'durability-level'] as const;
const DEFAULT_COPIES = 2;
const MAX_COPIES = 9;

/** PUT of anything that is not declared a directory or a link: bytes, or with `?metadata` headers only. */
export async function putObject(call: MantaCall): Promise<void> {
  const { request, entry } = call;
  checkConditions(request, versionOf(call));
  if (isRoot(call.pieces) && request.header('content-type') !== undefined && !/^application\/x-json-stream/.test(request.header('content-type') ?? '')) {
    throw rootDirectory('PUT', call.path);
  }
  const metadataOnly = Boolean(call.query.get('metadata'));
  if (entry?.type === 'directory') {
    const fixed = FIXED.find((name) => request.header(name));
    if (fixed !== undefined) throw invalidUpdate(fixed, ' on a directory');
    if (!metadataOnly) throw directoryOperation('PUT', call.path);
    updateDirectory(call, entry);
    return;
  }
  const size = announcedSize(call);
  const copies = readCopies(call);
  if (metadataOnly) {
    updateObject(call, entry);
    return;
  }
  if (!isRoot(call.pieces.slice(0, -1))) parentDirectory(call);
  const disposition = contentDisposition(request.header('content-disposition'));
  const roleTags = readRoleTags(call.owner, request.header('role-tag')) ?? call.roles.map((role) => role.name);
  const { body, md5 } = await receive(call, size.bytes);
  const parent = parentDirectory(call);
  const name = call.pieces.at(-1) ?? '';
  const before = parent.get(name);
  if (isConditional(request) && etagOf(before) !== etagOf(entry)) throw concurrentRequest(call.path);
  if (before?.type === 'directory') throw directoryOperation('PUT', call.path);
  const headers = storedHeaders(request.headers);
  if (call.pieces[1] === 'public') headers['access-control-allow-origin'] ??= '*';
  const stored: ObjectEntry = {
    type: 'object',
    name,
    mtimeMs: call.now,
    headers,
    roleTags,
    etag: newEtag(),
    body,
    contentMD5: md5,
    contentType: contentType(request.header('content-type')) ?? before?.contentType ?? 'application/octet-stream',
    contentDisposition: disposition,
    copies: body.length === 0 ? 0 : copies,
  };
  parent.set(stored);
  answerStored(call, stored);
}

const etagOf = (entry: ObjectEntry | DirectoryEntry | undefined): string | undefined => (entry?.type === 'object' ? entry.etag : undefined);

export const versionOf = (call: MantaCall): { etag: string | undefined; mtimeMs: number | undefined } => ({
  etag: etagOf(call.entry),
  mtimeMs: call.entry?.mtimeMs,
});

export function readCopies(call: Pick<MantaCall, 'request'>): number {
  const { request } = call;
  const copies = Number.parseInt(request.header('durability-level') || request.header('x-durability-level') || String(DEFAULT_COPIES), 10);
  if (!(copies >= 1 && copies <= MAX_COPIES)) {
    throw new MantaError(400, 'InvalidDurabilityLevel', `durability-level must be between 1 and ${MAX_COPIES}`);
  }
  return copies;
}

function answerStored(call: MantaCall, stored: ObjectEntry): void {
  const headers = { Etag: stored.etag, 'Last-Modified': new Date(stored.mtimeMs).toUTCString(), 'Computed-MD5': stored.contentMD5 };
  const origin = call.request.header('origin');
  reply(call.response, 204, origin === undefined ? headers : { ...headers, 'Access-Control-Allow-Origin': origin });
}

/** `?metadata=true` replaces all stored headers. A Content-Length is refused by its presence, even `0`: the empty body must come chunked. */
function updateObject(call: MantaCall, entry: ObjectEntry | undefined): void {
  const { request } = call;
  const fixed = FIXED.find((name) => request.header(name));
  if (fixed !== undefined) throw invalidUpdate(fixed);
  if (entry === undefined) throw resourceNotFound(call.path);
  entry.headers = storedHeaders(request.headers);
  entry.roleTags = readRoleTags(call.owner, request.header('role-tag')) ?? call.roles.map((role) => role.name);
  entry.contentType = contentType(request.header('content-type')) ?? entry.contentType;
  entry.contentDisposition = contentDisposition(request.header('content-disposition'));
  entry.mtimeMs = call.now;
  request.stream.resume();
  // The etag names the bytes: it stays.
  reply(call.response, 204, { Etag: entry.etag, 'Last-Modified': new Date(entry.mtimeMs).toUTCString() });
}

function updateDirectory(call: MantaCall, entry: DirectoryEntry): void {
  entry.headers = storedHeaders(call.request.headers);
  entry.roleTags = readRoleTags(call.owner, call.request.header('role-tag')) ?? call.roles.map((role) => role.name);
  call.request.stream.resume();
  reply(call.response, 204, { 'Last-Modified': new Date(call.now).toUTCString() });
}

export function getObject(call: MantaCall, object: ObjectEntry): void {
  const { request, response } = call;
  if (!accepts(request.header('accept'), object.contentType)) {
    throw new MantaError(406, 'NotAcceptable', `${call.path} accepts ${object.contentType}`);
  }
  if (checkConditions(request, versionOf(call))) {
    reply(response, 304);
    return;
  }
  sendObject(call, object);
}

/** The object or a part of it, with all that is stored about it. */
export function sendObject({ request, response }: Pick<MantaCall, 'request' | 'response'>, object: ObjectEntry): void {
  const range = request.header('range');
  if (range?.includes(',') === true) throw new MantaError(501, 'NotImplemented', 'multi-range requests not supported');
  for (const [name, value] of Object.entries(object.headers)) response.setHeader(name, value);
  if (object.roleTags.length > 0) response.setHeader('role-tag', object.roleTags.join(', '));
  const headers = { 'Durability-Level': object.copies, 'Content-Disposition': object.contentDisposition, 'Content-Type': object.contentType };
  const whole = { ...headers, 'Content-Length': object.body.length, 'Content-MD5': object.contentMD5 };
  // HEAD and empty objects are answered from the index: no range is looked at.
  if (request.method === 'HEAD' || object.body.length === 0) {
    reply(response, 200, whole, object.body);
    return;
  }
  const part = range === undefined ? undefined : readRange(range, object.body.length);
  if (part === undefined) {
    reply(response, 200, { ...whole, 'Accept-Ranges': 'bytes' }, object.body);
    return;
  }
  const [first, last] = part;
  const bytes = object.body.subarray(first, last + 1);
  reply(response, 206, { ...headers, 'Content-Length': bytes.length, 'Content-Range': `bytes ${first}-${last}/${object.body.length}` }, bytes);
}

/** nginx's reading: another unit than bytes is passed over, a range that begins past the end is 416. */
function readRange(header: string, length: number): readonly [first: number, last: number] | undefined {
  if (!header.startsWith('bytes=')) return undefined;
  const unsatisfiable = new MantaError(416, 'RangeNotSatisfiable', '', { 'Content-Range': `bytes */${length}` });
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(header);
  if (match === null || (match[1] === '' && match[2] === '')) throw unsatisfiable;
  const [, from = '', to = ''] = match;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (first > last) throw unsatisfiable;
  return [first, last];
}

export function deleteObject(call: MantaCall): void {
  checkConditions(call.request, versionOf(call));
  const parent = call.store.tree.find(call.pieces.slice(0, -1));
  if (!(parent instanceof DirectoryEntry)) throw directoryDoesNotExist(call.path);
  parent.delete(call.pieces.at(-1) ?? '');
  reply(call.response, 204);
}
